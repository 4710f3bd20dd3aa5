import type { HaptikFeedbackElement } from '../components/create-detached-element.js';

/** The comment that the visitor writes. */
export const COMMENT = 'Quick and friendly, thank you!';
const POLL_INTERVAL_MS = 30;

/** The rejection of a wait after another state was requested. */
export const SUPERSEDED = Symbol('superseded');

/** Uses a form as a visitor would: it presses, types and sends. */
export class ScriptedVisitor {
  constructor(
    private readonly element: () => HaptikFeedbackElement,
    private readonly isCurrent: () => boolean,
  ) {}

  /** The form, unless the thanks or a notice has replaced it. */
  get form(): HTMLFormElement | null {
    return this.element().shadowRoot?.querySelector('form') ?? null;
  }

  /** The text of the problem that the form shows. */
  get problemText(): string | undefined {
    return this.form?.querySelector('[role=alert]')?.textContent || undefined;
  }

  /** Answers every question. */
  fillIn() {
    for (const choice of ['[name=rating][value="4"]', '[name=resolved][value=true]']) {
      this.form?.querySelector<HTMLInputElement>(choice)?.click();
    }
    const comment = this.form?.querySelector('textarea');
    if (!comment) return;
    comment.value = COMMENT;
    comment.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  /** Presses the button that sends the form. */
  submit() {
    this.form?.requestSubmit();
  }

  /** Waits until a condition is true. Rejects with `SUPERSEDED`. */
  async waitUntil(condition: () => unknown) {
    while (!condition()) await this.waitOnce();
  }

  /** Waits for one poll interval. Rejects with `SUPERSEDED`. */
  async waitOnce() {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    if (!this.isCurrent()) throw SUPERSEDED;
  }
}
