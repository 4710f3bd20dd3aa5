import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { resolveOptions } from '../../src/embed/options/resolve-options.ts';
import english from '../../src/messages/en.ts';
import { LOCALES } from '../../src/messages/locale.ts';
import { readConfig } from '../../src/relay/config/read-config.ts';
import { createApp } from '../../src/relay/create-app.ts';
import { HELP } from '../../src/relay/node/command.ts';
import { Metrics } from '../../src/relay/telemetry/metrics.ts';
import { describeElement } from '../package.ts';
import { exportedDeclarations } from './declarations.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REQUIRED_OPTIONS = { relayUrl: '/feedback', businessId: 343, authId: 'USER' };
const REQUIRED_VARIABLES = {
  HAPTIK_BASE_URL: 'https://example.haptikapi.com',
  HAPTIK_TOKEN: 'token',
  HAPTIK_CLIENT_ID: 'client',
  ALLOWED_ORIGINS: 'https://www.example.com',
};

/** The facts that users rely on. Tests compare the tables of the documents with them. */
export interface Api {
  /** Declarations by package entry. */
  exports: Record<string, { name: string; text: string }[]>;
  options: { name: string; attribute: string; type: string }[];
  /** The default values by option, without those of options that depend on the page. */
  optionDefaults: Record<string, unknown>;
  methods: string[];
  events: string[];
  parts: string[];
  cssVariables: string[];
  messages: object;
  locales: readonly string[];
  relayVariables: string[];
  relayDefaults: Record<string, unknown>;
  relayCommand: string;
  endpoints: string[];
  metrics: string[];
}

/** Reads the API from the code. */
export function readApi(): Api {
  const element = describeElement(ROOT).modules[0]!.declarations[0]!;
  const defaults = resolveOptions(REQUIRED_OPTIONS, () => {});
  if (typeof defaults === 'string')
    throw new Error('describe-api.ts: REQUIRED_OPTIONS is no longer enough. Add what the widget requires.');
  return {
    exports: readExports(),
    options: element.attributes.map(({ name, fieldName, type }) => ({
      name: fieldName,
      attribute: name,
      type: type.text,
    })),
    optionDefaults: without(defaults, ['relayUrl', 'businessId', 'authId', 'messages']),
    methods: element.members.filter(({ kind }) => kind === 'method').map(({ name }) => name),
    events: element.events.map(({ name, description }) => `${name}: ${description}`),
    parts: element.cssParts.map(({ name }) => name),
    cssVariables: element.cssProperties.map(({ name }) => name),
    messages: english,
    locales: ['en', ...LOCALES],
    relayVariables: readVariables(),
    relayDefaults: without(readConfig(REQUIRED_VARIABLES), [
      'haptikUrl',
      'haptikToken',
      'haptikClientId',
      'allowedOrigins',
    ]),
    relayCommand: HELP,
    endpoints: readEndpoints(),
    metrics: new Metrics().print().match(/(?<=^# (?:HELP|TYPE) ).+$/gm) ?? [],
  };
}

/** Writes the page `docs/api.md`. */
export function describeApi(): string {
  const api = readApi();
  const list = (items: readonly string[]) => items.map((item) => `- ${item}`).join('\n');
  const code = (language: string, text: string) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
  const names = (items: readonly string[]) => list(items.map((item) => `\`${item}\``));
  const json = (value: unknown) => code('json5', JSON.stringify(value, null, 2));
  const sections = [
    '# API',
    'Everything that users rely on. `npm run api` writes this page from the code, and a test fails while it is stale, so a\n' +
      'change of the API shows as a change of this page. The other pages explain; this one only lists.',
    '## Options of the widget',
    list(api.options.map(({ name, attribute, type }) => `\`${name}\`, attribute \`${attribute}\`: \`${type}\``)),
    'Defaults:',
    json(api.optionDefaults),
    '## Methods of the element',
    names(api.methods),
    '## Events of the element',
    list(api.events),
    '## CSS parts',
    names(api.parts),
    '## CSS variables',
    names(api.cssVariables),
    '## Messages',
    `Locales: ${api.locales.map((tag) => `\`${tag}\``).join(' ')}. The English texts:`,
    json(api.messages),
    '## Variables of the relay',
    names(api.relayVariables),
    'Configuration when only the required ones are set:',
    json(api.relayDefaults),
    '## Command of the relay',
    code('text', api.relayCommand),
    '## Endpoints of the relay',
    names(api.endpoints),
    '## Metrics of the relay',
    list(api.metrics),
    '## Exports',
    ...Object.entries(api.exports).flatMap(([entry, declarations]) => [
      `### \`${entry}\``,
      // The block is not marked as TypeScript, because these declarations alone do not compile.
      declarations.length > 0 ? code('text', declarations.map(({ text }) => text).join('\n')) : 'No declarations.',
    ]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function readExports(): Api['exports'] {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    name: string;
    exports: Record<string, string | { types: string }>;
  };
  const types = mkdtempSync(join(tmpdir(), 'haptik-feedback-api-'));
  try {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.package.json', '--outDir', types], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`TypeScript wrote no declarations:\n${stdout}`);
    const entries = Object.entries(manifest.exports).flatMap(([entry, target]): [string, Api['exports'][string]][] => {
      if (typeof target === 'string' || entry.includes('*')) return [[manifest.name + entry.slice(1), []]];
      const file = join(types, target.types.replace('./dist/types/', ''));
      return [[manifest.name + entry.slice(1), exportedDeclarations(file)]];
    });
    return Object.fromEntries(entries);
  } finally {
    rmSync(types, { recursive: true, force: true });
  }
}

/** Lists the environment variables that `readConfig` reads. */
function readVariables(): string[] {
  const asked = new Set<string>();
  const environment = new Proxy<Record<string, unknown>>(REQUIRED_VARIABLES, {
    get(target, name) {
      asked.add(String(name));
      return Reflect.get(target, name);
    },
  });
  readConfig(environment);
  return [...asked].sort();
}

function readEndpoints(): string[] {
  const routes = createApp({
    config: { ...readConfig(REQUIRED_VARIABLES), metricsToken: 'token' },
  } as Parameters<typeof createApp>[0]).routes.filter(({ method, path }) => method !== 'ALL' && path !== '/*');
  const own = routes.map(({ method, path }) => `${method} ${path}`);
  const start = readFileSync(join(ROOT, 'src/relay/node/start.ts'), 'utf8');
  const node = [...start.matchAll(/app\.get\('([^']+)'/g)].map(([, path]) => `GET ${path}`);
  const shown = node.filter((endpoint) => !endpoint.includes('/demo/'));
  return [...new Set([...own, ...shown, 'GET /haptik-feedback*.js and the other files of dist/embed'])].sort();
}

function without<Value extends object>(value: Value, names: readonly (keyof Value)[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name as keyof Value)));
}
