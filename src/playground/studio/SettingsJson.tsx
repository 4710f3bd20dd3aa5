import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { CopyButton } from '../components/CopyButton.js';
import { readJson, writeJson } from '../settings/settings-json.js';
import { settings, updateSettings } from '../settings/settings-store.js';

/** Shows the theme and the options as JSON, and applies JSON that is pasted in its place. */
export function SettingsJson() {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const read = typed.value === undefined ? undefined : readJson(typed.value, settings.value);
  const mistake = typeof read === 'string' ? read : undefined;
  const json = writeJson(settings.value);
  return (
    <div class="control">
      <label for={id}>As JSON</label>
      <textarea
        id={id}
        rows={6}
        spellcheck={false}
        value={typed.value ?? json}
        aria-invalid={mistake !== undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          const next = readJson(typed.value, settings.peek());
          if (typeof next !== 'string') updateSettings(next);
        }}
        onBlur={() => {
          typed.value = undefined;
        }}
      />
      <p class={mistake ? 'bad' : 'hint'} id={`${id}-hint`}>
        {mistake ?? 'Keep it beside your code. Paste it here to continue later.'}
      </p>
      <div class="buttons">
        <CopyButton label="Copy JSON" text={() => writeJson(settings.peek())} />
      </div>
    </div>
  );
}
