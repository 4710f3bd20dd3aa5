import { Component } from 'preact';
import { createModel, type Model } from '../../feedback/model.js';
import type { Listener } from '../../feedback/ports.js';
import en from '../../messages/en.js';
import { directionOf, languageOf, pageLocale } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import { FeedbackForm } from '../../widget/FeedbackForm.js';
import { OPTION_EXPECTATIONS } from '../options/option-expectations.js';
import { type Options, type ResolvedOptions, resolveOptions } from '../options/options.js';
import { createWorld, visitorOf } from './browser-world.js';
import type { Loaders } from './loaders.js';

export interface ConnectedFormProps {
  options: Options;
  listener: Listener;
  loaders: Loaders;
  /** What the ids of its elements begin with. */
  id: string;
  /** What it begins in; absent where a server may have rendered it, as plain `en`. */
  first?: Pick<Spoken, 'language' | 'messages'> | undefined;
  /** Holds the model of the visitor, for whoever calls its actions from outside. */
  modelRef?: { current: Model | undefined } | undefined;
  /** Hears the texts that are shown, and their BCP 47 tag, for whoever shows some outside. */
  onTexts?: ((messages: Messages, locale: string) => void) | undefined;
}

/** What of the props a model reads anew each time. */
type Current = Pick<ConnectedFormProps, 'listener' | 'loaders'> & { options: ResolvedOptions };

/** The language that is spoken. */
interface Spoken {
  /** The BCP 47 tag that was asked for. */
  tag: string;
  language: string;
  messages: Messages;
}

/** The page may not have been read to its end, or Haptik's Web SDK may not be there yet: its settings name the business. */
const SETTINGS_EVENTS = ['DOMContentLoaded', 'haptik_sdk'];

/** Turns options into a model and a form. */
export class ConnectedForm extends Component<ConnectedFormProps, Spoken> {
  override state: Spoken = { tag: 'en', language: 'en', messages: en, ...this.props.first };
  private reported = new Set<keyof Options>();
  private usable: ResolvedOptions | undefined;
  /** One model for each visitor: another relay or user starts anew, every other option is read when it is needed. */
  private kept: { visitor: string; current: Current; model: Model } | undefined;
  private started: Model | undefined;
  private stop: (() => void) | undefined;
  /** The tag that was rendered last. */
  private shown: string | undefined;
  /** What the texts that were asked for last depend on. */
  private asked: unknown[] = [];

  private look = () => {
    if (!this.usable || this.wanted() !== this.asked[0]) this.forceUpdate();
  };

  override componentDidMount() {
    for (const event of SETTINGS_EVENTS) document.addEventListener(event, this.look);
    this.componentDidUpdate();
  }

  override componentDidUpdate() {
    // The page's language is known, and its texts are fetched, only once the component is on the page.
    const { loaders } = this.props;
    const asked = [this.wanted(), loaders];
    if (asked.some((value, index) => value !== this.asked[index])) {
      this.asked = asked;
      void this.speak(asked);
    }
    const model = this.kept?.model;
    if (this.started === model) return;
    this.stop?.();
    this.started = model;
    this.stop = model?.start();
  }

  override componentWillUnmount() {
    for (const event of SETTINGS_EVENTS) document.removeEventListener(event, this.look);
    this.asked = [];
    this.stop?.();
  }

  private async speak(asked: unknown[]) {
    const [tag, loaders] = asked as [string, Loaders];
    let language = languageOf(tag);
    let messages: Messages | undefined;
    try {
      messages = (await loaders.locale(language))?.default;
    } catch {
      // They could not be fetched.
    }
    if (!messages) [language, messages] = ['en', en];
    if (asked !== this.asked) return;
    // What was begun in it needs nothing rendered again.
    if (tag === this.shown && messages === this.state.messages) this.state.tag = tag;
    else this.setState({ tag, language, messages });
  }

  /** The BCP 47 tag of the language that is asked for. */
  private wanted() {
    return this.usable?.locale ?? pageLocale();
  }

  /** A model keeps what it was last given for its visitor: what is still on its way is never sent in another's name. */
  private modelOf(current: Current | undefined): Model | undefined {
    if (!current) this.kept = undefined;
    else {
      const { options } = current;
      const visitor = JSON.stringify([options.relayUrl, visitorOf(options), options.remember]);
      if (this.kept?.visitor === visitor) Object.assign(this.kept.current, current);
      else this.kept = { visitor, current, model: createModel(createWorld(current)) };
    }
    return this.kept?.model;
  }

  override render({ options, listener, loaders, id, first, modelRef, onTexts }: ConnectedFormProps, spoken: Spoken) {
    const resolution = resolveOptions(options, (name) => {
      if (this.reported.has(name)) return;
      this.reported.add(name);
      console.error(`haptik-feedback: ${name} must be ${OPTION_EXPECTATIONS[name]}.`);
    });
    const usable = typeof resolution === 'string' ? undefined : resolution;
    this.usable = usable;
    const model = this.modelOf(usable && { options: usable, listener, loaders });
    const messages = { ...spoken.messages, ...usable?.messages };
    const tag = first && !this.asked[0] ? this.wanted() : spoken.tag;
    this.shown = tag;
    // A site that brings the texts of a language that we do not have knows which language it is.
    const isOwn = languageOf(tag) === spoken.language || (options.messages && usable);
    const locale = isOwn ? tag : spoken.language;

    if (modelRef) modelRef.current = model;
    onTexts?.(messages, locale);

    if (resolution === 'absent') return null;
    return (
      <div class="hf" data-theme={usable?.theme} lang={locale} dir={directionOf(locale)}>
        {usable && model ? (
          <FeedbackForm form={{ model, messages, locale, commentMaxLength: usable.commentMaxLength, id }} />
        ) : (
          <div class="hf-notice" part="notice" role="alert">
            {messages.unavailable}
          </div>
        )}
      </div>
    );
  }
}
