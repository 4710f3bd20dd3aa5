import type { HaptikFeedbackElement } from '../parts/element.js';

const COMMENT = 'Quick and friendly, thank you!';
/** How often a condition is looked at, in milliseconds. */
const LOOK_MS = 30;

/** What `pause` rejects with. */
export const SUPERSEDED = Symbol('superseded');

/** Does in a form what a visitor does, through what the form offers to everyone. */
export class ScriptedVisitor {
  constructor(
    private readonly element: () => HaptikFeedbackElement,
    private readonly isCurrent: () => boolean,
  ) {}

  get form(): HTMLFormElement | null {
    return this.element().shadowRoot?.querySelector('form') ?? null;
  }

  get problem(): string | undefined {
    return this.form?.querySelector('[role=alert]')?.textContent || undefined;
  }

  fill() {
    for (const choice of ['[name=rating][value="4"]', '[name=resolved][value=true]']) {
      this.form?.querySelector<HTMLInputElement>(choice)?.click();
    }
    const comment = this.form?.querySelector('textarea');
    if (!comment) return;
    comment.value = COMMENT;
    comment.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  }

  submit() {
    this.form?.requestSubmit();
  }

  /** Waits for something to be so. */
  async until(condition: () => unknown) {
    while (!condition()) await this.pause();
  }

  /** Waits a little; rejects when another state is wanted meanwhile. */
  async pause() {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (!this.isCurrent()) throw SUPERSEDED;
  }
}
