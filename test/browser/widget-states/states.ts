import type { Page } from 'playwright';
import { type Display, NOW, type Scene, type Stage } from './stage.js';

/** A state of the widget, and how a visitor reaches it. */
export interface State extends Pick<Scene, 'attributes' | 'isIncomplete'> {
  name: string;
  /** The only `display` that has this state; both by default. */
  only?: Display;
  /** Whether its texts stay the same when the language changes. */
  isFixed?: boolean;
  /** Brings a new visitor to this state. */
  reach(stage: Stage): Promise<void>;
}

/** A comment that leaves 6 of the 60 characters of `LIMIT`. */
const COMMENT = 'The agent found my order at once, and was so friendly.';
const LIMIT = 'comment-max-length="60"';

const HOUR_MS = 60 * 60 * 1000;

/** All states of the widget. */
export const STATES: readonly State[] = [
  {
    name: 'closed',
    only: 'popover',
    async reach({ page, load }) {
      await load();
      await page.locator('[part=launcher]').waitFor();
    },
  },
  { name: 'editing', reach: arrive },
  {
    name: 'chosen',
    async reach(stage) {
      await arrive(stage);
      await fill(stage.page);
    },
  },
  {
    name: 'counting',
    attributes: LIMIT,
    async reach(stage) {
      await arrive(stage);
      await fill(stage.page, COMMENT);
      await stage.page.getByText('6 characters left').waitFor();
    },
  },
  {
    name: 'missing',
    async reach(stage) {
      await arrive(stage);
      await send(stage.page);
      await stage.page.getByText('Please choose yes or no.').waitFor();
    },
  },
  {
    name: 'sending',
    attributes: 'timeout-ms="600000"',
    async reach(stage) {
      await stage.page.route('**/feedback', () => {});
      await give(stage);
      await stage.page.getByRole('button', { name: 'Sending…' }).waitFor();
    },
  },
  {
    name: 'offline',
    async reach(stage) {
      await arrive(stage);
      await fill(stage.page);
      await stage.fetchAll();
      await stage.page.context().setOffline(true);
      await send(stage.page);
      await alertShown(stage.page, 'You are offline.');
    },
  },
  refused('duplicate', 409, 'Duplicate feedback', 'You have already shared your feedback in the last hour.'),
  refused('no-conversation', 404, 'No active conversation', 'We could not find a conversation to rate.'),
  refused('invalid-user', 403, 'Invalid_User', 'We could not recognise your account'),
  refused('unauthorized', 401, 'Unauthorized', 'Feedback is not set up correctly on this site'),
  refused('rejected', 400, 'Bad request', 'Your feedback was not accepted.'),
  refused('server-error', 500, 'Internal error', 'The feedback service had a problem.'),
  {
    name: 'rate-limited',
    async reach(stage) {
      const headers = { 'retry-after': '60' };
      await stage.page.route('**/feedback', async (route) => {
        // Holds the countdown at its first number, so that the state looks the same on a slow machine.
        await stage.page.evaluate(() => {
          const native = setTimeout;
          window.setTimeout = ((run: () => void, delay?: number) =>
            delay === 1000 ? 0 : native(run, delay)) as typeof setTimeout;
        });
        await route.fulfill({ status: 429, headers, json: {} });
      });
      await give(stage);
      await alertShown(stage.page, 'Too many tries.');
    },
  },
  { name: 'unreachable', reach: failToReach },
  {
    name: 'expired',
    async reach(stage) {
      await failToReach(stage);
      await stage.page.clock.setFixedTime(NOW.getTime() + HOUR_MS);
      await stage.page.context().setOffline(true);
      await stage.page.context().setOffline(false);
      await alertShown(stage.page, 'Your feedback could not be sent in time.');
    },
  },
  {
    name: 'sent',
    async reach(stage) {
      await give(stage);
      await thanksShown(stage.page);
    },
  },
  {
    name: 'shared',
    async reach(stage) {
      await give(stage);
      await thanksShown(stage.page);
      await arrive(stage);
      await stage.page.getByText('You have already shared your feedback.').waitFor();
    },
  },
  {
    name: 'unavailable',
    isIncomplete: true,
    isFixed: true,
    async reach(stage) {
      await arrive(stage);
      await alertShown(stage.page, /./);
    },
  },
  {
    name: 'not-fetched',
    isFixed: true,
    async reach(stage) {
      stage.site.broken.add('/haptik-feedback.form.js');
      await arrive(stage);
      await alertShown(stage.page, /./);
    },
  },
];

/** Returns the states of a `display`. */
export function statesOf(display: Display): readonly State[] {
  return STATES.filter(({ only = display }) => only === display);
}

async function arrive({ load, open }: Stage) {
  await load();
  await open();
}

/** Answers every question. */
export async function fill(page: Page, comment = 'The agent found my order at once.'): Promise<void> {
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByRole('radio', { name: 'Yes' }).check();
  await page.getByRole('textbox').fill(comment);
}

function send(page: Page) {
  return page.getByRole('button', { name: 'Send feedback' }).click();
}

async function give(stage: Stage) {
  await arrive(stage);
  await fill(stage.page);
  await send(stage.page);
}

function alertShown(page: Page, text: string | RegExp) {
  return page.getByRole('alert').filter({ hasText: text }).waitFor();
}

function refused(name: string, status: number, error: string, text: string): State {
  return {
    name,
    async reach(stage) {
      stage.site.answer = { status, body: { error_message: error } };
      await give(stage);
      await alertShown(stage.page, text);
    },
  };
}

function thanksShown(page: Page) {
  return page.getByText('Thank you for your feedback.').waitFor();
}

/** Sends feedback while the connection to the relay is cut. */
async function failToReach(stage: Stage) {
  stage.site.broken.add('/feedback');
  await give(stage);
  await alertShown(stage.page, 'We could not reach the feedback service.');
}
