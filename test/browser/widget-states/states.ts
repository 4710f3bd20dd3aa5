import type { Page } from 'playwright';
import { type Display, NOW, type Scene, type Stage } from './stage.js';

/** What a visitor can find the widget in, and how one comes there. */
export interface State extends Pick<Scene, 'attributes' | 'isIncomplete'> {
  name: string;
  /** The only way of display that has it; both if not said. */
  only?: Display;
  /** Its texts stay as they are when the language changes. */
  isFixed?: boolean;
  /** Brings a new visitor there. */
  reach(stage: Stage): Promise<void>;
}

/** Of its limit, sixty characters, few are left. */
const COMMENT = 'The agent found my order at once, and was so friendly.';
const LIMIT = 'comment-max-length="60"';

const HOUR_MS = 60 * 60 * 1000;

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
      await told(stage.page, 'You are offline.');
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
      await stage.page.route('**/feedback', (route) => route.fulfill({ status: 429, headers, json: {} }));
      await give(stage);
      await told(stage.page, 'Too many tries.');
    },
  },
  { name: 'unreachable', reach: miss },
  {
    name: 'expired',
    async reach(stage) {
      await miss(stage);
      await stage.page.clock.setFixedTime(NOW.getTime() + HOUR_MS);
      await stage.page.context().setOffline(true);
      await stage.page.context().setOffline(false);
      await told(stage.page, 'Your feedback could not be sent in time.');
    },
  },
  {
    name: 'sent',
    async reach(stage) {
      await give(stage);
      await thanked(stage.page);
    },
  },
  {
    name: 'shared',
    async reach(stage) {
      await give(stage);
      await thanked(stage.page);
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
      await told(stage.page, /./);
    },
  },
  {
    name: 'not-fetched',
    isFixed: true,
    async reach(stage) {
      stage.site.broken.add('/haptik-feedback.form.js');
      await arrive(stage);
      await told(stage.page, /./);
    },
  },
];

/** The states that a way of display has. */
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

function told(page: Page, text: string | RegExp) {
  return page.getByRole('alert').filter({ hasText: text }).waitFor();
}

function refused(name: string, status: number, error: string, text: string): State {
  return {
    name,
    async reach(stage) {
      stage.site.answer = { status, body: { error_message: error } };
      await give(stage);
      await told(stage.page, text);
    },
  };
}

function thanked(page: Page) {
  return page.getByText('Thank you for your feedback.').waitFor();
}

/** The connection is cut while the feedback is sent. */
async function miss(stage: Stage) {
  stage.site.broken.add('/feedback');
  await give(stage);
  await told(stage.page, 'We could not reach the feedback service.');
}
