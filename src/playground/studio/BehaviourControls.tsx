import { directionOf } from '../../messages/locale.js';
import { CHOICES, LOCALE_NAMES } from '../design/design.js';
import { design, update } from '../design/design-state.js';
import { SelectControl } from '../parts/SelectControl.js';

const DISPLAYS = { inline: 'Inline, in the page', popover: 'Popover, behind a button' };
const POSITIONS = {
  'bottom-right': 'Bottom right',
  'bottom-left': 'Bottom left',
  'top-right': 'Top right',
  'top-left': 'Top left',
};
const THEME_OPTIONS = { auto: 'As the page', light: 'Always light', dark: 'Always dark' };
const DIRECTIONS = { auto: 'As the language', ltr: 'Left to right', rtl: 'Right to left' };

const names = new Intl.DisplayNames('en', { type: 'language' });
const LOCALE_CHOICES = [
  { value: 'auto', label: 'As the page' },
  ...LOCALE_NAMES.map((value) => ({
    value,
    label: `${names.of(value)} (${value}${directionOf(value) === 'rtl' ? ', right to left' : ''})`,
  })),
];

function labelled<Value extends string>(values: readonly Value[], labels: Record<Value, string>) {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** How the form behaves on the site: the options that can be seen. */
export function BehaviourControls() {
  const { display, position, themeOption, locale, direction } = design.value;
  return (
    <section class="card" aria-labelledby="behaviour-heading">
      <h2 id="behaviour-heading">Where and how</h2>
      <div class="controls">
        <SelectControl
          label="Display"
          choices={labelled(CHOICES.display, DISPLAYS)}
          value={display}
          onChoose={(next) => update({ display: next })}
        />
        {display === 'popover' && (
          <SelectControl
            label="Position of the button"
            choices={labelled(CHOICES.position, POSITIONS)}
            value={position}
            onChoose={(next) => update({ position: next })}
          />
        )}
        <SelectControl
          label="Light or dark"
          choices={labelled(CHOICES.themeOption, THEME_OPTIONS)}
          value={themeOption}
          onChoose={(next) => update({ themeOption: next })}
        />
        <SelectControl
          label="Language"
          choices={LOCALE_CHOICES}
          value={locale}
          onChoose={(next) => update({ locale: next })}
        />
        <SelectControl
          label="Direction of the page"
          choices={labelled(CHOICES.direction, DIRECTIONS)}
          value={direction}
          onChoose={(next) => update({ direction: next })}
        />
      </div>
    </section>
  );
}
