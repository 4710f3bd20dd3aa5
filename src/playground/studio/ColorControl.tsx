import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { design, updateTheme } from '../design/design-state.js';
import { COLORS, type ColorName, colorOf, type Scheme } from '../design/theme.js';

/** A colour for one colour scheme: picked, or typed as `#rrggbb`. */
export function ColorControl({ name, scheme }: { name: ColorName; scheme: Scheme }) {
  const id = useId();
  const typed = useSignal<string | undefined>(undefined);
  const pair = colorOf(design.value.theme, name);
  const { label } = COLORS[name];

  const take = (color: string) => {
    const { theme } = design.peek();
    const changed = { ...colorOf(theme, name), [scheme]: color.toLowerCase() };
    updateTheme({ colors: { ...theme.colors, [name]: changed } });
  };
  const type = (text: string) => {
    typed.value = text;
    const color = readColor(text);
    if (color) take(color);
  };

  const isBad = typed.value !== undefined && !readColor(typed.value);
  return (
    <div class="control control-color">
      <label for={id}>
        {label} <code>--hf-{name}</code>
      </label>
      <input
        type="color"
        value={pair[scheme]}
        aria-label={`${label}: pick`}
        onInput={(event) => take(event.currentTarget.value)}
      />
      <input
        id={id}
        type="text"
        value={typed.value ?? pair[scheme]}
        spellcheck={false}
        autocomplete="off"
        aria-invalid={isBad}
        aria-describedby={isBad ? `${id}-bad` : undefined}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={() => {
          typed.value = undefined;
        }}
      />
      {isBad && (
        <p class="bad" id={`${id}-bad`}>
          Six hexadecimal digits, as in #3d3a9e
        </p>
      )}
    </div>
  );
}

/** Six or three hexadecimal digits, with or without `#`. */
function readColor(text: string): string | undefined {
  const digits = /^\s*#?([\da-f]{6}|[\da-f]{3})\s*$/i.exec(text)?.[1];
  if (!digits) return undefined;
  return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}
