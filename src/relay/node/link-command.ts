import { parseArgs } from 'node:util';
import { ConfigError } from '../config/config-error.js';
import { EnvironmentReader } from '../config/environment-reader.js';
import { readLinkVariables } from '../config/link-variables.js';
import { createLink, withStars } from '../links/create-link.js';

/** The text of `link --help`. */
const LINK_HELP = `Usage: haptik-feedback-relay link --auth-id ID --business-id ID [options]

Prints a link to the relay's page, where this visitor can give feedback once. Reads PUBLIC_URL and LINK_SECRET.

Options:
  --auth-id       the visitor
  --business-id   the business that the feedback is about
  --conversation  the conversation's id: all its links together are good for one feedback (a random id)
  --rating        the rating that the form shows, 1 to 5
  --lang          the language of the page, as in hi (that of the visitor's browser)
  --days          how long the link works (LINK_MAX_DAYS)
  --chat          for a web view in Haptik's chat: the page closes itself after the thanks
  --all           print five links, with one to five stars
`;

/**
 * Runs the command `haptik-feedback-relay link`.
 *
 * @returns the lines to print
 * @throws ConfigError when PUBLIC_URL or LINK_SECRET is missing or malformed; TypeError when an option is
 */
export async function runLinkCommand(
  args: readonly string[],
  environment: Record<string, string | undefined>,
  readFile: (path: string) => string,
): Promise<string[]> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      'auth-id': text,
      'business-id': text,
      conversation: text,
      rating: text,
      lang: text,
      days: text,
      chat: flag,
      all: flag,
      help: flag,
    },
  });
  if (values.help) return [LINK_HELP.trimEnd()];

  const reader = new EnvironmentReader(environment, readFile);
  const config = readLinkVariables(reader, []);
  if (!config && reader.mistakes.length === 0) reader.mistakes.push('PUBLIC_URL and LINK_SECRET are missing; set both');
  if (!config || reader.mistakes.length > 0) throw new ConfigError(reader.mistakes);

  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  const link = await createLink({
    publicUrl: config.publicUrl,
    secret: config.secrets[0]!,
    authId: values['auth-id'] ?? '',
    businessId: number(values['business-id']) ?? Number.NaN,
    conversationId: values.conversation,
    days: number(values.days) ?? config.maxDays,
    rating: values.all ? undefined : number(values.rating),
    language: values.lang,
    view: values.chat ? 'chat' : undefined,
  });
  return values.all ? withStars(link) : [link];
}
