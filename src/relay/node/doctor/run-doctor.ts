import { parseArgs } from 'node:util';
import { ConfigError } from '../../config/config-error.js';
import { configWarnings } from '../../config/config-warnings.js';
import { identityWarnings } from '../../config/identity-variables.js';
import type { RelayConfig } from '../../config/relay-config.js';
import { addressesOf } from '../addresses.js';
import { type Environment, readNodeConfig } from '../read-node-config.js';
import { readPackageVersion } from '../version.js';
import { checkHaptik } from './check-haptik.js';
import { checkIdentity } from './check-identity.js';
import { checkRedis } from './check-redis.js';
import { checkOrigin, checkRelay } from './check-relay.js';
import { type Finding, findingsAbout, formatFinding } from './finding.js';
import { sendRequest } from './send-request.js';

/** The text of `doctor --help`. */
const DOCTOR_HELP = `Usage: haptik-feedback-relay doctor [--origin ORIGIN] [--url URL]

Checks a running relay from outside, as a browser would, and what it needs: Haptik, identity, Redis, the clock. Reads the
relay's variables; records no feedback. Prints a line for each check: ok, to do, or note for what was not checked. The exit
code is 1 when there is something to do.

Options:
  --origin  a page's origin, as in https://shop.example; may be given several times (ALLOWED_ORIGINS, except patterns)
  --url     the relay's address, as visitors see it (PUBLIC_URL, else HOST and PORT)
`;

/** How far clocks may be apart, in seconds. Identity tokens allow 60. */
const CLOCK_MAX_SECONDS = 30;

/**
 * Runs the command `haptik-feedback-relay doctor`.
 *
 * @param print - prints a line; called as soon as the line is known
 * @param version - this command's version; the package's by default
 * @returns the exit code: 1 when there is something to do
 * @throws TypeError when an option is not as expected
 */
export async function runDoctor(
  args: readonly string[],
  environment: Environment,
  print: (line: string) => void,
  version = readPackageVersion(),
): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      origin: { type: 'string', multiple: true },
      url: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(DOCTOR_HELP.trimEnd());
    return 0;
  }
  const origins = values.origin?.map(readOrigin);
  const url = values.url === undefined ? undefined : readUrl(values.url);

  let isHealthy = true;
  const report = (findings: readonly Finding[]) => {
    for (const finding of findings) {
      if (finding.state === 'to do') isHealthy = false;
      print(formatFinding(finding));
    }
  };
  const config = readConfiguration(environment, report);
  if (config) await runChecks(config, { origins, url, version }, report);
  return isHealthy ? 0 : 1;
}

async function runChecks(
  config: RelayConfig,
  command: { origins: readonly string[] | undefined; url: string | undefined; version: string },
  report: (findings: readonly Finding[]) => void,
): Promise<void> {
  const { host, port, basePath, links, allowedOrigins } = config;
  const { url, version, origins = allowedOrigins.filter((origin) => !origin.includes('*')) } = command;
  const haptik = await checkHaptik(config);
  report(haptik.findings);
  report([clockFinding(haptik.clockAheadSeconds)]);

  const publicUrl = links && `${links.publicUrl}/`;
  const relayUrl = url ?? publicUrl ?? addressesOf(host, port, basePath).url;
  const relay = await checkRelay(relayUrl, version);
  report(relay.findings);
  if (relay.isReached) for (const origin of origins) report(await checkOrigin(relayUrl, origin, config));
  if (origins.length === 0) report([findingsAbout('origin').note('not checked: name one with --origin')]);

  const someOrigin = origins[0] ?? allowedOrigins[0]!.replace('*', 'any');
  report(await checkIdentity(config, relay.isReached ? relayUrl : undefined, someOrigin));
  report(await checkRedis(config));
  report([await checkPublicUrl(publicUrl)]);
}

function readConfiguration(
  environment: Environment,
  report: (findings: readonly Finding[]) => void,
): RelayConfig | undefined {
  const { ok, toDo, note } = findingsAbout('configuration');
  try {
    const config = readNodeConfig(environment, false);
    // `checkIdentity` reports these.
    const reportedLater = identityWarnings(config);
    const warnings = configWarnings(config).filter((warning) => !reportedLater.includes(warning));
    report([ok('usable'), ...warnings.map(note)]);
    return config;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    report([...error.mistakes.map(toDo), note('nothing else was checked; correct these and run it again')]);
    return undefined;
  }
}

function clockFinding(aheadSeconds: number | undefined): Finding {
  const { ok, toDo, note } = findingsAbout('clock');
  if (aheadSeconds === undefined) return note('could not be checked: Haptik did not send the time');
  if (Math.abs(aheadSeconds) <= CLOCK_MAX_SECONDS)
    return ok(`agrees with Haptik's, within ${CLOCK_MAX_SECONDS} seconds`);
  const direction = aheadSeconds > 0 ? 'ahead of' : 'behind';
  return toDo(
    `is ${Math.abs(aheadSeconds)} seconds ${direction} Haptik's: synchronise it (NTP), or tokens and links are refused`,
  );
}

async function checkPublicUrl(publicUrl: string | undefined): Promise<Finding> {
  const { ok, toDo } = findingsAbout('PUBLIC_URL');
  if (publicUrl === undefined) return ok('not used: links and their page are off');
  const reply = await sendRequest(`${publicUrl}rate`);
  if ('failure' in reply) return toDo(`${publicUrl} ${reply.failure}`);
  const isPage = reply.answer.status === 200 && /text\/html/.test(reply.answer.headers.get('content-type') ?? '');
  return isPage
    ? ok(`${publicUrl}rate is the page of links`)
    : toDo(
        `${publicUrl}rate answers ${reply.answer.status}, not the page of links: correct PUBLIC_URL, or the proxy in front`,
      );
}

function readOrigin(value: string): string {
  if (URL.canParse(value) && new URL(value).origin === value) return value;
  throw new TypeError('--origin must be an origin, as in https://shop.example');
}

function readUrl(value: string): string {
  const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && !/[?#@]/.test(value);
  if (isUrl) return value.endsWith('/') ? value : `${value}/`;
  throw new TypeError('--url must be a URL, as in https://feedback.example.com');
}
