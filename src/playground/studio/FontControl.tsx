import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { design, updateTheme } from '../design/design-state.js';
import { FONTS, isFont } from '../design/theme.js';
import { SelectControl } from '../parts/SelectControl.js';

const OWN = 'own';
const CHOICES = [
  ...Object.entries(FONTS).map(([value, { label }]) => ({ value, label })),
  { value: OWN, label: 'Your own' },
];

/** A font that visitors have already, or the site's own. */
export function FontControl() {
  const isOwn = useSignal(false);
  const css = design.value.theme.font ?? FONTS.system.css;
  const known = Object.entries(FONTS).find(([, font]) => font.css === css)?.[0];
  return (
    <>
      <SelectControl
        label={
          <>
            Font <code>--hf-font</code>
          </>
        }
        choices={CHOICES}
        value={isOwn.value || !known ? OWN : known}
        onChoose={(name) => {
          isOwn.value = name === OWN;
          if (name !== OWN) updateTheme({ font: FONTS[name as keyof typeof FONTS].css });
        }}
      />
      {(isOwn.value || !known) && <OwnFont css={css} />}
    </>
  );
}

function OwnFont({ css }: { css: string }) {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const isBad = typed.value !== undefined && !isFont(typed.value);
  return (
    <div class="control">
      <label for={id}>Font families, as in CSS</label>
      <input
        id={id}
        type="text"
        value={typed.value ?? css}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onInput={(event) => {
          const text = event.currentTarget.value;
          typed.value = text;
          if (isFont(text)) updateTheme({ font: text });
        }}
        onBlur={() => {
          typed.value = undefined;
        }}
      />
      {isBad && (
        <p class="bad" id={`${id}-bad`}>
          Names, separated by commas, as in Inter, sans-serif
        </p>
      )}
    </div>
  );
}
