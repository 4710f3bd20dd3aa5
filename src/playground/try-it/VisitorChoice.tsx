import { useId } from 'preact/hooks';
import { ChoiceGroup } from '../parts/ChoiceGroup.js';
import type { Demo } from './demo.js';
import { choice, OWN, ownBusinessId, ownId, UNKNOWN } from './visitor.js';

const HINTS: Record<string, string> = {
  'demo-user': 'has a conversation to rate',
  'new-user': 'is registered, but has not chatted yet',
};

/** Who the visitor is that gives feedback. */
export function VisitorChoice({ demo }: { demo: Demo }) {
  const isAccount = demo.connection.value === 'account';
  const known = demo.users.value.map((value) => ({ value, label: value, hint: HINTS[value] }));
  const choices = [
    ...known,
    { value: UNKNOWN, label: UNKNOWN, hint: 'is nobody that Haptik knows' },
    { value: OWN, label: 'Another id' },
  ];
  return (
    <section class="card" aria-labelledby="visitor-heading">
      <h2 id="visitor-heading">Who is visiting?</h2>
      {!isAccount && (
        <ChoiceGroup
          legend="Visitor"
          isLegendHidden
          look="list"
          choices={choices}
          value={choice.value}
          onChoose={(value) => {
            choice.value = value;
          }}
        />
      )}
      {(isAccount || choice.value === OWN) && <OwnId />}
      {isAccount && <OwnBusinessId />}
    </section>
  );
}

function OwnId() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>The visitor’s id (auth_id)</label>
      <input
        id={id}
        type="text"
        maxLength={256}
        autocomplete="off"
        spellcheck={false}
        value={ownId.value}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          ownId.value = event.currentTarget.value;
        }}
      />
      <p class="hint" id={`${id}-hint`}>
        Nothing is shown to a visitor that is not known yet.
      </p>
    </div>
  );
}

function OwnBusinessId() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Business id</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        value={ownBusinessId.value}
        onInput={(event) => {
          ownBusinessId.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}
