import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createModel, type Listener, type Model } from '../feedback/model.js';
import en from '../messages/en.js';
import { directionOf, type LocaleName, pageLocale, resolveLocale } from '../messages/locale.js';
import type { Messages } from '../messages/messages.js';
import { FeedbackForm } from '../widget/FeedbackForm.js';
import { createWorld } from './browser-world.js';
import type { Loaders } from './loaders.js';
import { type Options, type ResolvedOptions, resolveOptions } from './options.js';

export interface FeedbackProps {
  options: Options;
  listener: Listener;
  loaders: Loaders;
  /** Holds the model of the visitor, for whoever calls its actions from outside. */
  modelRef?: { current: Model | undefined } | undefined;
}

/** Turns options into a model and a form. */
export function Feedback({ options, listener, loaders, modelRef }: FeedbackProps) {
  const reported = useRef(new Set<string>());
  const resolution = resolveOptions(options, (mistake) => {
    if (reported.current.has(mistake)) return;
    reported.current.add(mistake);
    console.error(`haptik-feedback: ${mistake}.`);
  });
  const usable = typeof resolution === 'string' ? undefined : resolution;
  const texts = useTexts(options, usable, loaders);
  const model = useModel(usable, listener, loaders);

  if (modelRef) modelRef.current = model;

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

/** One model for each visitor: another relay or user starts anew, every other option is read when it is needed. */
function useModel(options: ResolvedOptions | undefined, listener: Listener, loaders: Loaders): Model | undefined {
  const latest = useRef({ options, listener, loaders });
  latest.current = { options, listener, loaders };
  const visitor = options && [options.relayUrl, options.authId ?? claimedAuthId(options.identityToken)].join('\n');
  const model = useMemo(
    () =>
      visitor === undefined
        ? undefined
        : createModel(
            createWorld(() => latest.current as { options: ResolvedOptions; listener: Listener; loaders: Loaders }),
          ),
    [visitor],
  );
  useEffect(() => model?.start(), [model]);
  return model;
}

/** The page's language is known, and its texts are fetched, only once the component is on the page. */
function useTexts(options: Options, usable: ResolvedOptions | undefined, loaders: Loaders) {
  const [tag, setTag] = useState('en');
  const [locale, setLocale] = useState<{ name: LocaleName; messages: Messages }>({ name: 'en', messages: en });
  useEffect(() => {
    const wanted = usable?.locale ?? pageLocale();
    const name = resolveLocale(wanted);
    let isCurrent = true;
    const speak = (messages: Messages) => {
      if (!isCurrent) return;
      setLocale({ name, messages });
      setTag(wanted);
    };
    if (name === 'en') speak(en);
    else
      loaders.locale(name).then(
        (module) => speak(module.default),
        () => {},
      );
    return () => {
      isCurrent = false;
    };
  }, [usable?.locale]);

  const overrides = usable?.messages;
  const messages = useMemo(() => ({ ...locale.messages, ...overrides }), [locale, overrides]);
  // A site that brings the texts of a language that we do not have knows which language it is.
  const isOwn = tag.toLowerCase().startsWith(locale.name) || (options.messages && overrides);
  return { messages, locale: isOwn ? tag : locale.name };
}

/** Whom an identity token speaks for, unverified; the relay verifies it. */
function claimedAuthId(token: Options['identityToken']): string {
  if (typeof token !== 'string') return '';
  try {
    const claims: unknown = JSON.parse(atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/')));
    return String((claims as { auth_id?: unknown }).auth_id);
  } catch {
    return token;
  }
}
