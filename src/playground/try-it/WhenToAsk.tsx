import { useSignal } from '@preact/signals';
import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { settings, updateSettings } from '../settings/settings-store.js';

const CHAT_ID = 'demo-chat';
const SDK_EVENT = 'chat_ended';

const TRIGGERS = [
  { value: '', label: 'Never by itself' },
  { value: 'event:chat-ended', label: 'The page says so', hint: 'it dispatches the event chat-ended' },
  {
    value: `haptik:${SDK_EVENT}`,
    label: 'Haptik’s SDK says so',
    hint: 'by one of its events; here a second and a half later',
  },
  { value: `gone:#${CHAT_ID}`, label: 'The chat disappears', hint: 'the last resort: a minimised chat has not ended' },
  { value: 'delay:5', label: 'After five seconds', hint: 'on the page' },
];

/** Lets the visitor choose when the form opens by itself, and end a conversation to see it. */
export function WhenToAsk() {
  const { askOn } = settings.value;
  const isKnown = TRIGGERS.some(({ value }) => value === askOn);
  const choices = isKnown ? TRIGGERS : [...TRIGGERS, { value: askOn, label: askOn }];
  return (
    <section class="card" aria-labelledby="ask-heading">
      <h2 id="ask-heading">When to ask?</h2>
      <ChoiceGroup
        legend="The form opens by itself"
        layout="list"
        choices={choices}
        value={askOn}
        // Only a popover opens by itself.
        onChoose={(next) => updateSettings(next ? { askOn: next, display: 'popover' } : { askOn: next })}
      />
      <MockChat />
    </section>
  );
}

/** Stands in for a chat. When it ends, it fires the event of every trigger. */
function MockChat() {
  const hasEnded = useSignal(false);
  const toggle = () => {
    hasEnded.value = !hasEnded.value;
    if (!hasEnded.value) return;
    document.dispatchEvent(new Event('chat-ended'));
    window.haptikInitSettings ??= {};
    const { sdkEvents } = window.haptikInitSettings;
    if (typeof sdkEvents === 'function') sdkEvents(SDK_EVENT);
  };
  return (
    <div class="chat">
      <div id={CHAT_ID} class="chat-window" hidden={hasEnded.value}>
        <p class="chat-agent">Your parcel arrives tomorrow. Anything else?</p>
        <p class="chat-visitor">No, thank you!</p>
      </div>
      <button type="button" class="button" onClick={toggle}>
        {hasEnded.value ? 'Start a new chat' : 'End the chat'}
      </button>
      <p class="hint">
        Here the visitor is asked each time; on your site once a day. A visitor who has shared feedback in the last hour
        is not asked: start over below. The console of the browser says why the visitor is asked or not.
      </p>
    </div>
  );
}
