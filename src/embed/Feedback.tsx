import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createModel, type Listener, type Model } from '../feedback/model.js';
import en from '../messages/en.js';
import { directionOf, languageOf, pageLocale } from '../messages/locale.js';
import type { Messages } from '../messages/messages.js';
import { FeedbackForm } from '../widget/FeedbackForm.js';
import { createWorld, visitorOf } from './browser-world.js';
import type { Loaders } from './loaders.js';
import { type Options, type ResolvedOptions, resolveOptions } from './options.js';

export interface FeedbackProps {
  options: Options;
  listener: Listener;
  loaders: Loaders;
  /** Holds the model of the visitor, for whoever calls its actions from outside. */
  modelRef?: { current: Model | undefined } | undefined;
  /** Hears the texts that are shown, and their BCP 47 tag, for whoever shows some outside. */
  onTexts?: ((messages: Messages, locale: string) => void) | undefined;
}

/** Turns options into a model and a form. */
export function Feedback({ options, listener, loaders, modelRef, onTexts }: FeedbackProps) {
  const reported = useRef(new Set<string>());
  const resolution = resolveOptions(options, (mistake) => {
    if (reported.current.has(mistake)) return;
    reported.current.add(mistake);
    console.error(`haptik-feedback: ${mistake}.`);
  });
  const usable = typeof resolution === 'string' ? undefined : resolution;
  useHaptikSettings(!usable);
  const texts = useTexts(options, usable, loaders);
  const model = useModel(usable, listener, loaders);

  if (modelRef) modelRef.current = model;
  onTexts?.(texts.messages, texts.locale);

  if (resolution === 'absent') return null;
  return (
    <div class="hf" data-theme={usable?.theme} lang={texts.locale} dir={directionOf(texts.locale)}>
      {usable && model ? (
        <FeedbackForm model={model} texts={texts} commentMaxLength={usable.commentMaxLength} />
      ) : (
        <div class="hf-notice" part="notice" role="alert">
          {texts.messages.unavailable}
        </div>
      )}
    </div>
  );
}

/** Looks again when the page, or Haptik's Web SDK in it, is there: its settings may name the business. */
function useHaptikSettings(areMissed: boolean) {
  const [, setLooks] = useState(0);
  useEffect(() => {
    if (!areMissed) return;
    const look = () => setLooks((looks) => looks + 1);
    const events = ['DOMContentLoaded', 'haptik_sdk'];
    for (const event of events) document.addEventListener(event, look);
    return () => {
      for (const event of events) document.removeEventListener(event, look);
    };
  }, [areMissed]);
}

/** One model for each visitor: another relay or user starts anew, every other option is read when it is needed. */
function useModel(options: ResolvedOptions | undefined, listener: Listener, loaders: Loaders): Model | undefined {
  const visitor = options && JSON.stringify([options.relayUrl, visitorOf(options), options.remember]);
  // A model keeps what it was last given for its visitor: what is still on its way is never sent in another's name.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another visitor makes another model
  const kept = useMemo(() => {
    if (!options) return undefined;
    const current = { options, listener, loaders };
    return { current, model: createModel(createWorld(current)) };
  }, [visitor]);
  if (kept && options) Object.assign(kept.current, { options, listener, loaders });
  useEffect(() => kept?.model.start(), [kept]);
  return kept?.model;
}

const ENGLISH = { tag: 'en', language: 'en', messages: en };

/** The page's language is known, and its texts are fetched, only once the component is on the page. */
function useTexts(options: Options, usable: ResolvedOptions | undefined, loaders: Loaders) {
  const spoken = useMemo(() => signal<{ tag: string; language: string; messages: Messages }>(ENGLISH), []);
  useEffect(() => {
    const tag = usable?.locale ?? pageLocale();
    let isCurrent = true;
    const speak = (language: string, messages: Messages) => {
      if (isCurrent) spoken.value = { tag, language, messages };
    };
    const language = languageOf(tag);
    const translated = loaders.locale(language);
    if (!translated) speak('en', en);
    else
      translated.then(
        (module) => speak(language, module.default),
        () => speak('en', en),
      );
    return () => {
      isCurrent = false;
    };
  }, [usable?.locale, spoken, loaders]);

  const { tag, language, messages } = spoken.value;
  const overrides = usable?.messages;
  const texts = useMemo(() => ({ ...messages, ...overrides }), [messages, overrides]);
  // A site that brings the texts of a language that we do not have knows which language it is.
  const isOwn = languageOf(tag) === language || (options.messages && overrides);
  return { messages: texts, locale: isOwn ? tag : language };
}
