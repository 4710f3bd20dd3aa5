import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { readConfig } from '../../src/relay/config/read-config.js';
import { createRelay } from '../../src/relay/create-relay.js';
import { createLink } from '../../src/relay/links/create-link.js';
import { html, type Site } from '../browser/site.js';
import type { Flow } from './flow.js';
import { runTestCommands } from './page-script.js';

const HOSTS = join(import.meta.dirname, '../hosts');
const PACKAGE = join(import.meta.dirname, '../../dist/package');

/** The script and the style of the page that shows `FeedbackWidget`. */
export interface HostPage {
  script: string;
  style: string;
}

/** Bundles the host page of `FeedbackWidget` against the built package, as a site's own bundler would. */
export async function bundleHostPage(): Promise<HostPage> {
  const result = await build({
    root: HOSTS,
    configFile: false,
    logLevel: 'silent',
    oxc: { jsx: { development: false } },
    resolve: { alias: [{ find: /^haptik-feedback-widget$/, replacement: join(PACKAGE, 'index.js') }] },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: { input: join(HOSTS, 'screen-reader.tsx'), output: { codeSplitting: false } },
    },
  });
  const { output } = result as { output: { type: string; code?: string }[] };
  return {
    script: output.find(({ type }) => type === 'chunk')!.code!,
    style: readFileSync(join(PACKAGE, 'style.css'), 'utf8'),
  };
}

/** Serves the empty page with which the browser starts, and returns its address. */
export function serveStartPage(site: Site, control: string): string {
  site.serve('/start', html('Start', pageScript(control)).replace('<body>', '<body data-page="start">'));
  return `${site.url}/start`;
}

/**
 * Serves a flow's page.
 *
 * @param visitor - the visitor's id; each flow has its own, so that it finds no data of another flow
 * @returns the address of the page
 */
export async function servePage(
  site: Site,
  flow: Flow,
  visitor: string,
  control: string,
  hostPage: HostPage,
): Promise<string> {
  if (flow.page === 'link') return serveLinkPage(site, flow, visitor, control);
  site.serve('/host-page.js', { body: hostPage.script, type: 'text/javascript' });
  site.serve('/style.css', { body: hostPage.style, type: 'text/css' });
  const [head, widget] =
    flow.page === 'component'
      ? [
          '<link rel="stylesheet" href="/style.css"><script type="module" src="/host-page.js"></script>',
          `<div id="app" data-auth-id="${visitor}"></div>`,
        ]
      : [
          '<script async src="/haptik-feedback.js"></script>',
          `<haptik-feedback relay-url="/feedback" business-id="343" auth-id="${visitor}" display="${flow.page}" retries="0" ${flow.attributes}></haptik-feedback>`,
        ];
  const page = html(`<main><h1>Shop</h1>${widget}<p><a href="#end">Imprint</a></p></main>`, pageScript(control) + head);
  site.serve(`/${visitor}`, page.replace('lang="en"', `lang="${flow.locale}"`));
  return `${site.url}/${visitor}`;
}

const RELAY_CONFIG = {
  HAPTIK_BASE_URL: 'https://localhost',
  HAPTIK_TOKEN: 'token',
  HAPTIK_CLIENT_ID: 'client',
  ALLOWED_ORIGINS: 'https://localhost',
  PUBLIC_URL: 'https://localhost',
  LINK_SECRET: 'a-link-secret-of-at-least-32-bytes',
  PAGE_TITLE: 'Shop',
};
const JSON_TYPE = 'application/json';

/** Serves the relay's page for a link, and the relay's answers to that page. */
async function serveLinkPage(site: Site, { fragment }: Flow, visitor: string, control: string): Promise<string> {
  const answer = await createRelay(readConfig(RELAY_CONFIG)).fetch(new Request('https://localhost/rate'));
  const page = await answer.text();
  site.serve(
    `/${visitor}`,
    page.replace('<title>', () => `${pageScript(control)}<title>`),
  );
  site.serve('/rate/link', { body: '{"state":"valid"}', type: JSON_TYPE });
  site.serve('/rate', { body: '{"success":true}', status: 201, type: JSON_TYPE });
  const { LINK_SECRET: secret } = RELAY_CONFIG;
  const link = await createLink({ publicUrl: site.url, secret, authId: visitor, businessId: 343 });
  return `${link.replace('/rate#', `/${visitor}#`)}${fragment}`;
}

/** Lets the relay answer that the link was already used. */
export function markLinkUsed(site: Site): void {
  site.serve('/rate/link', { body: '{"state":"used"}', type: JSON_TYPE });
  site.serve('/rate', { body: '{"error_message":"link already used"}', status: 410, type: JSON_TYPE });
}

function pageScript(control: string): string {
  return `<script>(${runTestCommands})(${JSON.stringify(control)})</script>`;
}
