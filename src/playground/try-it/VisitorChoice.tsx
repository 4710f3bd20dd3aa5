import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { ChoiceGroup } from '../components/ChoiceGroup.js';
import type { DemoClient } from './demo-client.js';
import { CUSTOM, chosenVisitor, customBusinessId, customId, UNREGISTERED } from './visitor.js';

const HINTS: Record<string, string> = {
  'demo-user': 'has a conversation to rate',
  'new-user': 'is registered, but has no conversation yet',
};

/** Lets the visitor of the playground choose who gives feedback. */
export function VisitorChoice({ demo }: { demo: DemoClient }) {
  const isAccount = demo.connection.value === 'account';
  const users = demo.users.value.map((value) => ({ value, label: value, hint: HINTS[value] }));
  const choices = [
    ...users,
    { value: UNREGISTERED, label: UNREGISTERED, hint: 'is not registered with Haptik' },
    { value: CUSTOM, label: 'Another id' },
  ];
  return (
    <section class="card" aria-labelledby="visitor-heading">
      <h2 id="visitor-heading">Who is visiting?</h2>
      {!isAccount && (
        <ChoiceGroup
          legend="Visitor"
          isLegendHidden
          layout="list"
          choices={choices}
          value={chosenVisitor.value}
          onChoose={(value) => {
            chosenVisitor.value = value;
          }}
        />
      )}
      {(isAccount || chosenVisitor.value === CUSTOM) && (
        <TextField
          label="The visitor’s id (auth_id)"
          hint="The form stays hidden while the id is empty."
          value={customId}
          attributes={{ maxLength: 256, spellcheck: false }}
        />
      )}
      {isAccount && <TextField label="Business id" value={customBusinessId} attributes={{ inputMode: 'numeric' }} />}
    </section>
  );
}

interface TextFieldProps {
  label: string;
  hint?: string;
  value: Signal<string>;
  attributes: { maxLength?: number; spellcheck?: boolean; inputMode?: 'numeric' };
}

function TextField({ label, hint, value, attributes }: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...attributes}
        id={id}
        type="text"
        autocomplete="off"
        value={value.value}
        aria-describedby={hint && `${id}-hint`}
        onInput={(event) => {
          value.value = event.currentTarget.value;
        }}
      />
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
