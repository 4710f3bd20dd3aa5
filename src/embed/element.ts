import { launcherEn } from '../messages/launcher-en.js';
import { directionOf, pageLocale, resolveLocale } from '../messages/locale.js';
import type { Messages } from '../messages/messages.js';
import css from './element.css?inline';
import type { FormHandle, FormModule } from './form-host.js';
import type { Loaders } from './loaders.js';
import { OPTION_KINDS, OPTION_NAMES } from './option-kinds.js';
import type { Options } from './options.js';
import { add, createPopover, type Popover } from './popover.js';

/** Fetches the form and what it fetches itself. */
export interface ElementLoaders extends Loaders {
  form(): Promise<FormModule>;
}

/** How far outside the visible page an inline form is fetched already. */
const NEARBY = '300px';

const sheets: Record<string, CSSStyleSheet> = {};

function sheetFor(display: string): CSSStyleSheet {
  let sheet = sheets[display];
  if (!sheet) {
    sheet = sheets[display] = new CSSStyleSheet();
    // A launcher takes no room in the page, not even a gap.
    sheet.replaceSync(display === 'popover' ? `${css}:host{display:contents}` : css);
  }
  return sheet;
}

const attributeOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What the element says before its form is there. */
type ElementTexts = Pick<Messages, keyof typeof launcherEn>;

/** What of the element stands in its shadow root. */
interface Skeleton extends Partial<Popover> {
  display: string;
  root: HTMLElement;
  body: HTMLElement;
  /** Ends what waits for the visitor to come near. */
  stop(): void;
}

/** On a server there is no `HTMLElement`; the options become properties below. */
const Base = (globalThis.HTMLElement ?? class {}) as new () => HTMLElement & Options;

/**
 * `<haptik-feedback>`: the form in a shadow root, inline or behind a launcher button. It holds no Preact: the form is
 * fetched when it is needed. Every option is a property, and an attribute in kebab case.
 *
 * @tagname haptik-feedback
 * @fires feedback-open - the panel has opened
 * @fires feedback-close - the panel has closed
 * @fires feedback-submit - the visitor sends; `preventDefault()` stops the post; `detail.feedback`
 * @fires feedback-success - Haptik has recorded it; `detail.feedback`
 * @fires feedback-error - it was not accepted, or not delivered yet; `detail.feedback`, `detail.problem`
 */
export class HaptikFeedbackElement extends Base {
  static readonly observedAttributes = OPTION_NAMES.map(attributeOf);

  /** Where the form comes from; set by the module that registers the element. */
  static loaders: ElementLoaders;

  readonly #properties: Record<string, unknown> = {};
  #messages: ElementTexts = launcherEn;
  #skeleton: Skeleton | undefined;
  #form: FormHandle | undefined;
  #loading: Promise<void> | undefined;
  #isScheduled = false;

  static {
    for (const name of OPTION_NAMES) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: HaptikFeedbackElement) {
          return this.#read(name);
        },
        set(this: HaptikFeedbackElement, value: unknown) {
          this.#properties[name] = value;
          this.#schedule();
        },
      });
    }
  }

  connectedCallback() {
    const self = this as unknown as Record<string, unknown>;
    for (const name of OPTION_NAMES) {
      if (!Object.hasOwn(self, name)) continue;
      // Set before the element was registered, the property hides its accessor.
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
    this.#schedule();
  }

  disconnectedCallback() {
    this.#schedule();
  }

  attributeChangedCallback(attribute: string) {
    const name = OPTION_NAMES.find((option) => attributeOf(option) === attribute);
    if (name) delete this.#properties[name];
    this.#schedule();
  }

  /** Opens the panel of a popover. */
  open() {
    this.#apply();
    const panel = this.#skeleton?.panel;
    if (!panel || panel.matches(':popover-open')) return;
    void this.#load();
    panel.showPopover();
  }

  /** Closes the panel of a popover. */
  close() {
    const panel = this.#skeleton?.panel;
    if (panel?.matches(':popover-open')) panel.hidePopover();
  }

  /** Empties the form. */
  reset() {
    this.#form?.reset();
  }

  /** Erases what the browser remembers of this visitor's feedback, and empties the form. */
  forget() {
    this.#apply();
    void this.#load().then(() => this.#form?.forget());
  }

  #read(name: keyof Options): unknown {
    const property = this.#properties[name];
    if (property != null) return property;
    const text = this.getAttribute(attributeOf(name)) ?? undefined;
    const kind = text === undefined ? 'text' : OPTION_KINDS[name];
    if (kind === 'number') return Number(text || Number.NaN);
    if (kind === 'boolean') return text !== 'false';
    if (kind === 'json') {
      try {
        return JSON.parse(text!);
      } catch {}
    }
    return text;
  }

  #options(): Options {
    return Object.fromEntries(OPTION_NAMES.map((name) => [name, this.#read(name)]));
  }

  /** Several changes at once, or a move within the page, are one. */
  #schedule() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#apply();
    });
  }

  #apply() {
    const options = this.#options();
    const isShown = this.isConnected && (options.authId || options.identityToken);
    const display = options.display === 'popover' ? 'popover' : 'inline';
    if (!isShown || (this.#skeleton && this.#skeleton.display !== display)) this.#clear();
    if (!isShown) return;
    this.#skeleton ??= this.#build(display);
    this.#dress(this.#skeleton, options);
    this.#form?.update();
  }

  #clear() {
    this.#form?.unmount();
    this.#skeleton?.stop();
    this.#skeleton?.root.remove();
    this.#form = this.#loading = this.#skeleton = undefined;
  }

  #build(display: string): Skeleton {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [sheetFor(display)];
    const root = document.createElement('div');
    root.className = 'root';
    shadow.append(root);
    const load = () => void this.#load();

    if (display === 'popover') {
      const popover = createPopover(root, load, (isOpen) =>
        this.dispatchEvent(
          new CustomEvent(isOpen ? 'feedback-open' : 'feedback-close', { bubbles: true, composed: true }),
        ),
      );
      return { display, root, ...popover, stop() {} };
    }
    const nearby = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && load(), {
      rootMargin: NEARBY,
    });
    nearby.observe(this);
    return { display, root, body: add(root, 'div'), stop: () => nearby.disconnect() };
  }

  /** Gives the skeleton its theme, corner and language. */
  #dress({ root, launcher, panel, close }: Skeleton, { theme, position, locale, messages }: Options) {
    root.dataset.theme = theme ?? 'auto';
    root.dataset.position = position ?? 'bottom-right';
    const tag = locale ?? pageLocale();
    const say = (texts: ElementTexts) => {
      this.#messages = { ...texts, ...messages };
      if (!launcher) return;
      root.lang = tag;
      root.dir = directionOf(tag);
      launcher.textContent = panel!.ariaLabel = this.#messages.open;
      close!.ariaLabel = this.#messages.close;
    };
    const name = resolveLocale(tag);
    if (name === 'en') say(launcherEn);
    else
      HaptikFeedbackElement.loaders.locale(name).then(
        (texts) => say(texts.default),
        () => say(launcherEn),
      );
  }

  #load(): Promise<void> {
    const { loaders } = HaptikFeedbackElement;
    const skeleton = this.#skeleton;
    if (!skeleton) return Promise.resolve();
    skeleton.stop();
    this.#loading ??= loaders.form().then(
      ({ mountForm }) => {
        if (this.#skeleton !== skeleton || this.#form) return;
        skeleton.body.replaceChildren();
        this.#form = mountForm(skeleton.body, this.shadowRoot!, {
          options: () => this.#options(),
          loaders,
          fire: (type, detail) =>
            this.dispatchEvent(
              new CustomEvent(`feedback-${type}`, {
                bubbles: true,
                composed: true,
                cancelable: type === 'submit',
                detail,
              }),
            ),
        });
      },
      () => {
        this.#loading = undefined;
        if (this.#skeleton === skeleton) this.#showUnavailable(skeleton.body);
      },
    );
    return this.#loading;
  }

  #showUnavailable(body: HTMLElement) {
    body.replaceChildren();
    const notice = add(body, 'div', 'unavailable');
    const text = add(notice, 'p');
    text.role = 'alert';
    text.textContent = this.#messages.unavailable;
    const retry = add(notice, 'button');
    retry.textContent = this.#messages.retry;
    retry.addEventListener('click', () => void this.#load());
  }
}
