import { parseArgs } from 'node:util';

/** The options of the command `haptik-feedback-relay`. */
export interface Command {
  help: boolean;
  version: boolean;
  check: boolean;
  demo: boolean;
  /** Opens the demo to other machines. */
  demoPublic: boolean;
  playground: boolean;
}

/** The text of `--help`. */
export const HELP = `Usage: haptik-feedback-relay [options]
       haptik-feedback-relay link --auth-id ID --business-id ID [options]
       haptik-feedback-relay doctor [--origin ORIGIN] [--url URL]

Passes feedback from web pages to Haptik and keeps the account's secrets. Environment variables configure it.
The command link prints a link to the relay's page; doctor checks a running relay. Both have --help.

Options:
  --check       check the configuration and exit
  --demo        run on a stand-in for Haptik, without an account, and serve the playground
  --demo-public the same, and let other machines read and change the demo
  --playground  serve the playground at / against the account
  --help        show this text
  --version     show the version

Required variables:
  HAPTIK_BASE_URL       the URL of the Log Feedback API, as Haptik's dashboard shows it, or its origin
  HAPTIK_TOKEN          the account's token
  HAPTIK_CLIENT_ID      the account's client id
  ALLOWED_ORIGINS       origins of your pages, comma-separated; https://*.example.com allows every subdomain

Optional variables, with their defaults:
  ALLOWED_BUSINESS_IDS  business ids that may be sent, comma-separated (any)
  IDENTITY_SECRET       secret of the tokens that say who a visitor is (none: anyone can speak for anyone)
  IDENTITY_JWKS_URL     in place of a secret: where an auth server publishes the keys of its tokens (none)
  IDENTITY_AUDIENCE, IDENTITY_ISSUER
                        the aud and the iss that a token must have (any)
  IDENTITY_CLAIM        the claim that names the visitor (auth_id)
  IDENTITY_MAX_AGE      the longest lifetime of a token, in seconds (86400)
  RATE_LIMIT_PER_MINUTE requests a minute for each client address (300)
  REDIS_URL             shares limits between several relays (each keeps its own)
  REDIS_CA_FILE         certificates of the authorities that sign Redis's certificate (the system's)
  TRUST_PROXY           number of proxies in front whose X-Forwarded-For is believed (0)
  UPSTREAM_TIMEOUT_MS   the longest that Haptik may take, in milliseconds (8000)
  HOST, PORT            where to listen (127.0.0.1, 8080)
  BASE_PATH             the path that everything is below (/)
  SHUTDOWN_DELAY_MS     how long the relay still answers after SIGTERM, in milliseconds (0)
  LOG_LEVEL             debug, info, warn, error or silent (info)
  METRICS_TOKEN         token that GET /metrics requires (none: there is no /metrics)

Variables of links and of the page /rate (off unless the first two are set):
  PUBLIC_URL            the relay's address, as visitors see it
  LINK_SECRET           secret that signs links, at least 32 bytes
  LINK_MAX_DAYS         the longest time that a link works, in days, at most 30 (7)
  PAGE_TITLE            title of the page (none)
  PAGE_LOGO_URL         URL of a picture above the form (none)
  PAGE_CSS_FILE         path of a stylesheet that sets --hf-* variables (none)
  PAGE_FRAME_ANCESTORS  origins that may show the page in a frame, comma-separated (none)
  PAGE_CLOSE_MESSAGE    JSON that the page posts to its parent when it closes itself (that of Haptik's web view)

Variables of hand-overs (off unless the first three, or NOTIFY_URL, are set):
  HAPTIK_WEBHOOK_SECRET secret with which Haptik signs its webhook of a conversation that ended
  LINK_HANDOVER_URL     where a link for that conversation is posted
  LINK_HANDOVER_SECRET  signs it, whsec_…
  ASK_SKIP              types of completion after which nobody is asked, comma-separated (none)
  NOTIFY_URL            where recorded feedback is posted
  NOTIFY_SECRET         signs it, whsec_…
  NOTIFY_WHEN           all, unresolved, or rating<=N (all)
  NOTIFY_FIELDS         personal fields that are posted too: comment, auth_id (none)
  NOTIFY_FORMAT         json, or slack for Slack's text (json)

Secrets, REDIS_URL, LINK_HANDOVER_URL and NOTIFY_URL can also be given as the path of a file that holds the value, as in
HAPTIK_TOKEN_FILE.
`;

/**
 * Reads the command's arguments.
 *
 * @throws TypeError that names an unknown option
 */
export function readCommand(args: readonly string[]): Command {
  const option = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { help: option, version: option, check: option, demo: option, 'demo-public': option, playground: option },
  });
  const { 'demo-public': demoPublic, ...others } = values;
  const demo = values.demo || demoPublic;
  return { ...others, demo, demoPublic, playground: values.playground || demo };
}
