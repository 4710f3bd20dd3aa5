import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A page or another file of the site. */
interface Resource {
  body: string | Buffer;
  type?: string;
  /** 200 by default. */
  status?: number;
  headers?: Record<string, string>;
}

/** A site on loopback. It serves the built browser files at its root, and answers at `/feedback` like a relay. */
export interface Site {
  /** The origin of its pages. */
  url: string;
  /** The same server under another origin. */
  otherUrl: string;
  /** The bodies of the posts to `/feedback`, oldest first. */
  posts: Record<string, unknown>[];
  /** The paths of all requests with their queries, oldest first. */
  requests: string[];
  /** The answer to posts. */
  answer: { status: number; body: object; headers?: Record<string, string> };
  /** How long the answer to a post takes, in milliseconds. */
  answerDelayMs: number;
  /** Paths, without queries, whose connections the server cuts. */
  broken: Set<string>;
  /** Holds back the answers at a path, with any query, until the returned function is called. */
  hold(path: string): () => void;
  /** Serves a page, or another file, at a path. */
  serve(path: string, resource: Resource | string): void;
  /** Restores the state at the start: only the browser files are served, and every post succeeds. */
  reset(): void;
  close(): Promise<void>;
}

const EMBED_FOLDER = join(import.meta.dirname, '../../dist/embed');
const RECORDED = { status: 201, body: { success: true } };

/** Starts a site on a free port. */
export async function startSite(): Promise<Site> {
  const resources = new Map<string, Resource>();
  const held = new Map<string, Promise<void>>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://site');
    site.requests.push(request.url!);
    if (site.broken.has(url.pathname)) return void request.socket.destroy();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'content-type, authorization, idempotency-key');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (url.pathname === '/feedback' && request.method === 'GET') return void response.writeHead(204).end();
    if (url.pathname === '/feedback') {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (piece) => {
        text += piece;
      });
      request.on('end', () => {
        site.posts.push(JSON.parse(text));
        const { status, body, headers } = site.answer;
        const respond = () =>
          response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
        if (site.answerDelayMs) setTimeout(respond, site.answerDelayMs);
        else respond();
      });
      return;
    }
    await held.get(url.pathname);
    const resource = resources.get(url.pathname) ?? browserFile(url.pathname);
    if (!resource) return void response.writeHead(404).end();
    response.writeHead(resource.status ?? 200, {
      'content-type': resource.type ?? 'text/html; charset=utf-8',
      ...resource.headers,
    });
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
    answerDelayMs: 0,
    broken: new Set(),
    hold(path) {
      let release = () => {};
      held.set(
        path,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return release;
    },
    serve: (path, resource) => resources.set(path, typeof resource === 'string' ? { body: resource } : resource),
    reset() {
      resources.clear();
      held.clear();
      site.broken.clear();
      site.posts = [];
      site.requests = [];
      site.answer = RECORDED;
      site.answerDelayMs = 0;
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

/** Returns the required options as attributes of the element or, with the prefix `data-`, of the script. */
export function attributes(prefix = '', relay = '/feedback'): string {
  return `${prefix}relay-url="${relay}" ${prefix}business-id="343" ${prefix}auth-id="visitor-1"`;
}

/** Returns a complete English page. */
export function html(body: string, head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>Site</title>${head}</head><body>${body}</body></html>`;
}
