import { type Account, haptikHeaders } from '../../haptik/ask-haptik.js';
import { DOCUMENTED_MESSAGES } from '../../haptik/passable-message.js';
import { type Finding, findingsAbout } from './finding.js';
import { type Reply, readJsonField, sendRequest } from './send-request.js';

/**
 * A body without any field. Haptik requires four fields, so it records nothing (Haptik: Log Feedback API). A request
 * about a visitor who does not exist would be refused as well, but it would contain a rating.
 */
const EMPTY_BODY = '{}';

const { ok, toDo, note } = findingsAbout('Haptik');

/**
 * Checks that Haptik can be reached and accepts the token. Nothing is recorded. Haptik answers every call without a valid
 * token with 401, so another answer shows that the token is valid.
 *
 * @returns the findings, and how far this machine's clock is ahead of Haptik's, in seconds, if Haptik sends the time
 */
export async function checkHaptik(
  account: Account,
): Promise<{ findings: Finding[]; clockAheadSeconds: number | undefined }> {
  const { authorization, ...headersWithoutToken } = haptikHeaders(account);
  const post = (headers: Record<string, string>) =>
    sendRequest(account.haptikUrl, { method: 'POST', headers, body: EMPTY_BODY });
  const { origin } = new URL(account.haptikUrl);

  const without = await post(headersWithoutToken);
  const clockAheadSeconds = 'answer' in without ? without.clockAheadSeconds : undefined;
  const mistake = mistakeWithoutToken(without, origin);
  if (mistake !== undefined) return { findings: [toDo(mistake)], clockAheadSeconds };

  const withToken = await post({ authorization: authorization!, ...headersWithoutToken });
  return {
    findings: [
      ok(`${origin} answers, and refuses a request without a token`),
      findingWithToken(withToken),
      note('HAPTIK_CLIENT_ID and the business id were not checked, because that would record feedback'),
    ],
    clockAheadSeconds,
  };
}

function mistakeWithoutToken(reply: Reply, origin: string): string | undefined {
  if ('failure' in reply) return `${origin} ${reply.failure} (HAPTIK_BASE_URL)`;
  const { status } = reply.answer;
  if (status === 401 && readJsonField(reply.text, 'error_message') === DOCUMENTED_MESSAGES.unauthorized)
    return undefined;
  if (status === 401) {
    return `${origin} answers 401, but not in Haptik's words: find out what answers in its place (a firewall, a proxy)`;
  }
  if (status >= 500 || status === 429) return `${origin} has a problem (${status}): try again later`;
  return `${origin} answers ${status} to a request without a token, not 401: set HAPTIK_BASE_URL to the URL of the Log Feedback API that Haptik's dashboard shows`;
}

function findingWithToken(reply: Reply): Finding {
  if ('failure' in reply) return toDo(`with HAPTIK_TOKEN, Haptik ${reply.failure}`);
  const { status } = reply.answer;
  if (status === 401) {
    return toDo("HAPTIK_TOKEN is refused (401): copy it again from Haptik's dashboard, with its HAPTIK_CLIENT_ID");
  }
  if (status < 400) {
    return toDo(`an empty body is answered with ${status}, not refused: find out what answers in Haptik's place`);
  }
  return status >= 500 || status === 429
    ? note(`HAPTIK_TOKEN could not be checked: the answer is ${status}; try again later`)
    : ok(`accepts HAPTIK_TOKEN: it refuses an empty body with ${status}, which records nothing`);
}
