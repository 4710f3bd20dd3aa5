import { Component } from 'preact';
import { HELP } from '../../feedback/help.js';
import { createModel, type Model } from '../../feedback/model.js';
import type { Listener } from '../../feedback/ports.js';
import en from '../../messages/en.js';
import { directionOf, languageOf, pageLocale } from '../../messages/locale.js';
import type { Messages } from '../../messages/messages.js';
import { FeedbackForm } from '../../widget/FeedbackForm.js';
import { Alert } from '../../widget/icons.js';
import { OPTION_RULES } from '../options/option-rules.js';
import type { Options } from '../options/options.js';
import { type FormOptionName, type ResolvedOptions, resolveOptions } from '../options/resolve-options.js';
import { createWorld, visitorOf } from './browser-world.js';
import type { Loaders } from './loaders.js';

export interface ConnectedFormProps {
  options: Options;
  listener: Listener;
  loaders: Loaders;
  /** The prefix of the form's ids. */
  id: string;
  /** Whether the form is in a dialog whose name is the form's title. */
  isInDialog?: boolean | undefined;
  /** Closes that dialog. */
  closePanel?: (() => void) | undefined;
  /** The first language; absent if a server may have rendered the form, which is then in English. */
  first?: Pick<ShownLanguage, 'language' | 'messages'> | undefined;
  /** Receives the model of the visitor, so that a caller can run its actions. */
  modelRef?: { current: Model | undefined } | undefined;
  /** Called with the texts that are shown and their BCP 47 tag, for texts outside the form. */
  onTexts?: ((messages: Messages, locale: string) => void) | undefined;
}

/** The props that a model reads whenever it needs them. */
type Current = Pick<ConnectedFormProps, 'listener' | 'loaders'> & { options: ResolvedOptions };

/** The language that the form is shown in. */
interface ShownLanguage {
  /** The BCP 47 tag that was requested. */
  tag: string;
  /** The language of the texts; English if there are none for the tag. */
  language: string;
  messages: Messages;
}

/** After these events `window.haptikInitSettings` may name the business. */
const SETTINGS_EVENTS = ['DOMContentLoaded', 'haptik_sdk'];

/** Connects options, a model and the form. */
export class ConnectedForm extends Component<ConnectedFormProps, ShownLanguage> {
  override state: ShownLanguage = { tag: 'en', language: 'en', messages: en, ...this.props.first };
  private reported: FormOptionName[] = [];
  private usable: ResolvedOptions | undefined;
  /** The visitor's model. A new relay, user or `remember` gets a new one; it reads other options when it needs them. */
  private kept: { visitor: string; current: Current; model: Model } | undefined;
  private started: Model | undefined;
  private stop: (() => void) | undefined;
  /** The tag that was rendered last. */
  private renderedTag: string | undefined;
  /** What the texts that were requested last depend on: the tag, and the loaders. */
  private requested: unknown[] = [];

  private updateFromPage = () => {
    if (!this.usable || this.requestedTag() !== this.requested[0]) this.forceUpdate();
  };

  override componentDidMount() {
    for (const event of SETTINGS_EVENTS) document.addEventListener(event, this.updateFromPage);
    this.componentDidUpdate();
  }

  override componentDidUpdate() {
    // Done after mounting, because a server does not know the page's language.
    const { loaders } = this.props;
    const requested = [this.requestedTag(), loaders];
    if (requested.some((value, index) => value !== this.requested[index])) {
      this.requested = requested;
      void this.loadTexts(requested);
    }
    const model = this.kept?.model;
    if (this.started === model) return;
    this.stop?.();
    this.started = model;
    this.stop = model?.start();
  }

  override componentWillUnmount() {
    for (const event of SETTINGS_EVENTS) document.removeEventListener(event, this.updateFromPage);
    this.requested = [];
    this.stop?.();
  }

  private async loadTexts(requested: unknown[]) {
    const [tag, loaders] = requested as [string, Loaders];
    let language = languageOf(tag);
    let messages: Messages | undefined;
    try {
      messages = (await loaders.locale(language))?.default;
    } catch {
      // The texts stay English.
    }
    if (!messages) {
      language = 'en';
      messages = en;
    }
    if (requested !== this.requested) return;
    // Texts that are shown already need no render.
    if (tag === this.renderedTag && messages === this.state.messages) this.state.tag = tag;
    else this.setState({ tag, language, messages });
  }

  /** Returns the BCP 47 tag that the options or the page request. */
  private requestedTag() {
    return this.usable?.locale ?? pageLocale();
  }

  /** Returns the visitor's model. It keeps the last options of its own visitor, so nothing is sent in another's name. */
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

  private reportOption = (name: FormOptionName) => {
    if (this.reported.includes(name)) return;
    this.reported.push(name);
    console.error(`haptik-feedback: ${name} must be ${OPTION_RULES[name].expected}. ${HELP}`);
  };

  override render(
    { options, listener, loaders, id, isInDialog, closePanel, first, modelRef, onTexts }: ConnectedFormProps,
    shown: ShownLanguage,
  ) {
    const resolution = resolveOptions(options, this.reportOption);
    const usable = typeof resolution === 'string' ? undefined : resolution;
    this.usable = usable;
    const model = this.modelOf(usable && { options: usable, listener, loaders });
    // A cached file of an earlier release may lack some texts.
    const messages = { ...en, ...shown.messages, ...usable?.messages };
    const tag = first && !this.requested[0] ? this.requestedTag() : shown.tag;
    this.renderedTag = tag;
    // The option `messages` may hold the texts of a language that this package does not have.
    const isTextOfTag = languageOf(tag) === shown.language || (options.messages && usable);
    const locale = isTextOfTag ? tag : shown.language;

    if (modelRef) modelRef.current = model;
    onTexts?.(messages, locale);

    if (resolution === 'absent') return null;
    return (
      <div class="hf" data-theme={usable?.theme} lang={locale} dir={directionOf(locale)}>
        {usable && model ? (
          <FeedbackForm
            form={{
              model,
              messages,
              locale,
              commentMaxLength: usable.commentMaxLength,
              headingLevel: usable.headingLevel,
              id,
              isInDialog,
              closePanel,
              isFirstRender: !this.requested[0],
            }}
          />
        ) : (
          <div class="hf-notice" part="notice" role="alert">
            <Alert />
            {messages.unavailable}
          </div>
        )}
      </div>
    );
  }
}
