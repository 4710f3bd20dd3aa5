import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { chromiumArguments, findChromium } from './find-browser.mjs';

/** Something of the site: HTML, or another file. */
interface Resource {
  body: string | Buffer;
  type?: string;
  headers?: Record<string, string>;
}

/** A site on loopback that serves the built browser files at its root and stands in for the relay at `/feedback`. */
export interface Site {
  /** The origin of pages. */
  url: string;
  /** The same server as another origin. */
  otherUrl: string;
  /** Bodies of the posts to `/feedback`, oldest first. */
  posts: Record<string, unknown>[];
  /** Paths asked for, with their queries, oldest first. */
  requests: string[];
  /** What the relay answers. */
  answer: { status: number; body: object };
  /** Paths whose connections are cut while they are in here; without a query. */
  broken: Set<string>;
  serve(path: string, resource: Resource | string): void;
  /** Forgets everything but the browser files. */
  reset(): void;
  close(): Promise<void>;
}

const EMBED_FOLDER = join(import.meta.dirname, '../../dist/embed');
const RECORDED = { status: 201, body: { success: true } };

export async function startSite(): Promise<Site> {
  const resources = new Map<string, Resource>();
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://site');
    site.requests.push(request.url!);
    if (site.broken.has(url.pathname)) return void request.socket.destroy();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type, authorization, idempotency-key');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (url.pathname === '/feedback') {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (piece) => {
        text += piece;
      });
      request.on('end', () => {
        site.posts.push(JSON.parse(text));
        response.writeHead(site.answer.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(site.answer.body));
      });
      return;
    }
    const resource = resources.get(url.pathname) ?? browserFile(url.pathname);
    if (!resource) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': resource.type ?? 'text/html; charset=utf-8', ...resource.headers });
    response.end(resource.body);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  const site: Site = {
    url: `http://127.0.0.1:${port}`,
    otherUrl: `http://localhost:${port}`,
    posts: [],
    requests: [],
    answer: RECORDED,
    broken: new Set(),
    serve: (path, resource) => resources.set(path, typeof resource === 'string' ? { body: resource } : resource),
    reset() {
      resources.clear();
      site.broken.clear();
      site.posts = [];
      site.requests = [];
      site.answer = RECORDED;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return site;
}

function browserFile(path: string): Resource | undefined {
  if (!/^\/haptik-feedback[\w.-]*\.js$/.test(path)) return undefined;
  try {
    return { body: readFileSync(join(EMBED_FOLDER, path)), type: 'text/javascript; charset=utf-8' };
  } catch {
    return undefined;
  }
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium()!, args: chromiumArguments() });
}

/** A page of its own, and what went wrong on it. */
export interface Visit {
  page: Page;
  /** Texts of `console.error`. */
  errors: string[];
  /** Uncaught errors and rejections. */
  thrown: string[];
}

/** Opens a page: in a browser as a new visitor, in a context as one who was here before. */
export async function visit(
  browser: Browser | BrowserContext,
  url: string,
  options: Parameters<Browser['newContext']>[0] & { before?: (context: BrowserContext) => Promise<unknown> } = {},
): Promise<Visit> {
  const { before, ...rest } = options;
  const context = 'newContext' in browser ? await browser.newContext(rest) : browser;
  await before?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const seen: Visit = { page, errors: [], thrown: [] };
  page.on('console', (message) => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', (error) => seen.thrown.push(String(error)));
  await page.goto(url);
  return seen;
}

/** Fills the form in and sends it, as a visitor would. */
export async function give(page: Page, comment = ''): Promise<void> {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  if (comment) await page.getByRole('textbox').fill(comment);
  await page.getByRole('button', { name: 'Send feedback' }).click();
}

export function thanks(page: Page) {
  return page.getByText('Thank you for your feedback.');
}

/** The options that every form needs, as the attributes of an element or, with the prefix `data-`, of a script. */
export function attributes(prefix = '', relay = '/feedback'): string {
  return `${prefix}relay-url="${relay}" ${prefix}business-id="343" ${prefix}auth-id="visitor-1"`;
}

/** A whole page. */
export function html(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>Site</title>${head}</head><body>${body}</body></html>`;
}
