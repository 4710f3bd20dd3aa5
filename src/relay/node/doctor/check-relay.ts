import { isLoopback } from '../../../feedback/loopback.js';
import { isAllowedOrigin } from '../../config/allowed-origins.js';
import { needsIdentity } from '../../config/identity-variables.js';
import type { RelayConfig } from '../../config/relay-config.js';
import { type Finding, findingsAbout } from './finding.js';
import { readJsonField, sendRequest } from './send-request.js';

/** The headers that the form sends and that a browser asks for in a preflight. */
const ASKED_HEADERS = ['content-type', 'idempotency-key'];

const { ok, toDo, note } = findingsAbout('relay');

/**
 * Checks the running relay.
 *
 * @param url - its address, with a final slash
 * @param ownVersion - the version that it should have
 * @returns what was found, and whether it answers at all
 */
export async function checkRelay(
  url: string,
  ownVersion: string,
): Promise<{ findings: Finding[]; isReached: boolean }> {
  const alive = await sendRequest(`${url}livez`);
  if ('failure' in alive) return { findings: [toDo(`${url} ${alive.failure}`)], isReached: false };
  if (alive.answer.status !== 200) {
    const text = `${url}livez answers ${alive.answer.status}, not 200: correct the address, BASE_PATH, or the proxy in front`;
    return { findings: [toDo(text)], isReached: false };
  }
  const findings = [
    ok(`${url} answers`),
    await checkVersion(`${url}version.json`, ownVersion),
    await checkReady(`${url}readyz`),
    await checkScript(`${url}haptik-feedback.js`),
  ];
  if (isLoopback(new URL(url).hostname)) {
    findings.push(note('this is its address on this machine; --url checks the one that visitors use'));
  }
  return { findings, isReached: true };
}

async function checkVersion(address: string, own: string): Promise<Finding> {
  const reply = await sendRequest(address);
  const version = 'answer' in reply && reply.answer.ok ? readJsonField(reply.text, 'version') : undefined;
  if (version === own) return ok(`runs version ${own}, like this command`);
  return !isShortWord(version)
    ? note('does not say its version; only the relay on Node does')
    : toDo(`runs version ${version}, and this command is ${own}: restart it after an update`);
}

async function checkReady(address: string): Promise<Finding> {
  const reply = await sendRequest(address);
  if ('failure' in reply) return toDo(`${address} ${reply.failure}`);
  if (reply.answer.status === 200) return ok('is ready for traffic');
  const services = readJsonField(reply.text, 'failing');
  const failing = Array.isArray(services) && services.every(isShortWord) ? services.join(', ') : 'unknown';
  return toDo(`/readyz answers ${reply.answer.status} (${failing}): its log says why`);
}

async function checkScript(address: string): Promise<Finding> {
  const reply = await sendRequest(address);
  if ('failure' in reply) return toDo(`${address} ${reply.failure}`);
  const isScript = reply.answer.ok && /javascript/.test(reply.answer.headers.get('content-type') ?? '');
  return isScript
    ? ok('serves the script /haptik-feedback.js')
    : note(`does not serve /haptik-feedback.js (${reply.answer.status}): your pages must load it from elsewhere`);
}

/**
 * Checks that a page of an origin may post, as a browser would: by a preflight, and by an empty post, which the relay
 * refuses before it asks Haptik.
 */
export async function checkOrigin(url: string, origin: string, config: RelayConfig): Promise<Finding[]> {
  const about = findingsAbout(`origin ${origin}`);
  const address = `${url}feedback`;
  if (origin.startsWith('https:') && url.startsWith('http:') && !isLoopback(new URL(url).hostname)) {
    return [about.toDo(`browsers block ${address} on an https page: serve the relay over https`)];
  }
  const headers = [...ASKED_HEADERS, ...(needsIdentity(config) ? ['authorization'] : [])];
  const preflight = await sendRequest(address, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': headers.sort().join(','),
    },
  });
  if ('failure' in preflight) return [about.toDo(`for a preflight, ${address} ${preflight.failure}`)];
  const mistake = preflightMistake(preflight.answer, origin, headers, config.allowedOrigins);
  if (mistake !== undefined) return [about.toDo(mistake)];

  const post = await sendRequest(address, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: '{}',
  });
  if ('failure' in post) return [about.toDo(`for a post, ${address} ${post.failure}`)];
  const expected = needsIdentity(config) ? 401 : 400;
  const { status } = post.answer;
  if (status === 429) return [about.toDo('too many requests (429): wait a minute, or raise RATE_LIMIT_PER_MINUTE')];
  if (status !== expected) return [about.toDo(unexpectedStatus(status, expected))];
  if (!isReadableFrom(origin, post.answer)) {
    return [about.toDo('the answer to a post has lost its CORS headers: let the proxy in front pass them on')];
  }
  return [about.ok(`a browser may post: the preflight is allowed, and an empty post is refused with ${status}`)];
}

function preflightMistake(
  answer: Response,
  origin: string,
  headers: readonly string[],
  allowedHere: readonly string[],
): string | undefined {
  if (answer.status === 403) {
    return isAllowedOrigin(allowedHere, origin)
      ? 'the running relay refuses it (403), although ALLOWED_ORIGINS names it here: restart the relay with these variables'
      : `the relay refuses it (403): add ${origin} to ALLOWED_ORIGINS`;
  }
  if (!answer.ok) {
    return `the preflight is answered with ${answer.status}: let the proxy in front pass OPTIONS requests on to the relay`;
  }
  if (!isReadableFrom(origin, answer)) {
    const allowed = answer.headers.get('access-control-allow-origin');
    return `the preflight has Access-Control-Allow-Origin ${JSON.stringify(allowed)}: it must be the origin, once; remove what the proxy in front adds`;
  }
  const named = (answer.headers.get('access-control-allow-headers') ?? '').toLowerCase().split(/ *, */);
  // `*` does not include `authorization`.
  const missing = headers.filter((name) => !named.includes(name) && !(named.includes('*') && name !== 'authorization'));
  return missing.length > 0
    ? `the preflight does not allow the header ${missing.join(', ')}: remove what the proxy in front changes`
    : undefined;
}

/** Tells whether a browser lets a page of an origin read an answer. */
function isReadableFrom(origin: string, { headers }: Response): boolean {
  return ['*', origin].includes(headers.get('access-control-allow-origin') ?? '');
}

function unexpectedStatus(status: number, expected: number): string {
  const hint =
    status === 400 || status === 401
      ? 'the running relay has other IDENTITY_ variables than this environment; restart it with these'
      : 'find out what answers in place of the relay (a proxy, a firewall)';
  return `an empty post is answered with ${status}, not ${expected}: ${hint}`;
}

/** Tells whether a text can be printed that may come from somebody else's server. */
function isShortWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.+-]{1,40}$/.test(value);
}
