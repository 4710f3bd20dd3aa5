import { HELP } from '../../feedback/help.js';
import { HOUR_MS } from '../../feedback/submission.js';
import { type AskMemory, createAskMemory } from '../../memory/ask-memory.js';
import { createMemory } from '../../memory/memory.js';
import { scopeOf, shareOf } from '../../memory/scope.js';
import type { Asking, AskingModule } from '../element/asking-module.js';
import { dispatchFeedbackEvent } from '../element/events.js';
import { visitorOf } from '../host/browser-world.js';
import { ASK_OPTION_RULES, type AskOptionName } from '../options/option-rules.js';
import { type ResolvedAskOptions, resolveAskOptions } from '../options/resolve-ask-options.js';
import { type ResolvedOptions, resolveOptions } from '../options/resolve-options.js';
import { findReasonAgainst } from './find-reason-against.js';
import { isShown } from './is-shown.js';
import { listenToTriggers } from './triggers.js';

/** The wait after an event of Haptik's SDK, unless `askDelayMs` is set, in milliseconds. */
const SDK_DELAY_MS = 1500;
/** How often the page is checked again while it is hidden or a modal dialog is open, in milliseconds. */
const CHECK_AGAIN_MS = 500;
/** Dialogs of the page that keep the visitor from everything else. */
const MODAL_DIALOG = 'dialog:modal, [aria-modal=true]';

/** Decides when an element's panel opens by itself. */
export const createAsking: AskingModule['createAsking'] = (element, options, ask): Asking => {
  const reported: AskOptionName[] = [];
  /** The checked options; `undefined` while nobody is asked. */
  let current: (ResolvedOptions & ResolvedAskOptions) | undefined;
  let memory: AskMemory;
  let share = Math.random() * 100;
  let readSentAt: () => number | undefined = () => undefined;
  /** The options that the listeners depend on, as JSON. */
  let listeningTo = '';
  let stopListening = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  const explain = (text: string) => {
    if (current?.debug) console.info(`haptik-feedback: ${text}`);
  };

  function report(name: AskOptionName) {
    if (reported.includes(name)) return;
    reported.push(name);
    console.error(`haptik-feedback: ${name} must be ${ASK_OPTION_RULES[name].expected}. ${HELP}`);
  }

  function readOptions() {
    const resolved = resolveOptions(options, () => {});
    const asked = typeof resolved !== 'string' && resolveAskOptions(options, report);
    return asked ? { ...resolved, ...asked } : undefined;
  }

  const reasonNow = () => findReasonAgainst({ isOpen, share, sentAt: readSentAt(), memory }, current!, Date.now());

  function handleTrigger(trigger: string) {
    if (!current || timer !== undefined) return;
    const reason = reasonNow();
    if (reason) return explain(`does not ask after ${trigger}: ${reason}`);
    const delay = current.askDelayMs ?? (trigger.startsWith('haptik:') ? SDK_DELAY_MS : 0);
    explain(`asks after ${trigger}, in ${delay} ms`);
    memory.writePending({ trigger, due: Date.now() + delay });
    waitFor(trigger, delay);
  }

  function waitFor(trigger: string, milliseconds: number) {
    timer = setTimeout(() => {
      if (document.hidden || isShown(MODAL_DIALOG)) waitFor(trigger, CHECK_AGAIN_MS);
      else askNow(trigger);
    }, milliseconds);
  }

  function askNow(trigger: string) {
    timer = undefined;
    memory.writePending(undefined);
    if (!current || !element.isConnected) return;
    const reason = reasonNow();
    if (reason) explain(`does not ask after ${trigger}: ${reason}`);
    else if (dispatchFeedbackEvent(element, 'feedback-ask', { trigger })) ask();
    else explain(`does not ask after ${trigger}: the page prevented it`);
  }

  /** Continues the wait that began on an earlier page of the site. */
  function resume() {
    const pending = memory.readPending();
    if (!pending || timer !== undefined) return;
    const late = Date.now() - pending.due;
    if (late > HOUR_MS) memory.writePending(undefined);
    else waitFor(pending.trigger, Math.max(0, -late));
  }

  function stop() {
    stopListening();
    clearTimeout(timer);
    timer = undefined;
    listeningTo = '';
  }

  element.addEventListener('feedback-open', () => {
    isOpen = true;
    if (current) memory.writeAsked(Date.now(), current.conversationId);
  });
  element.addEventListener('feedback-close', () => {
    isOpen = false;
  });

  return {
    update() {
      current = readOptions();
      if (!current) return stop();
      const { askOn, relayUrl, remember } = current;
      const visitor = visitorOf(current);
      const scope = visitor === undefined ? undefined : scopeOf(relayUrl, visitor);
      const depends = JSON.stringify([askOn, scope, remember]);
      if (depends === listeningTo) return;
      stop();
      listeningTo = depends;
      memory = createAskMemory(remember ? scope : undefined);
      if (scope !== undefined) share = shareOf(scope);
      readSentAt = scope === undefined ? () => undefined : createMemory(scope).readSentAt;
      stopListening = listenToTriggers(askOn, handleTrigger, (name) => explain(`Haptik's SDK event "${name}"`));
      explain(`listens to ${askOn}`);
      resume();
    },
    stop,
  };
};
