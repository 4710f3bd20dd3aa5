import { directionOf } from '../../messages/locale.js';
import { SelectControl } from '../components/SelectControl.js';
import { CHOICES, LOCALE_NAMES } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';

const DISPLAYS = { inline: 'Inline, in the page', popover: 'Popover, behind a button' };
const POSITIONS = {
  'bottom-right': 'Bottom right',
  'bottom-left': 'Bottom left',
  'top-right': 'Top right',
  'top-left': 'Top left',
};
const THEME_OPTIONS = { auto: 'Same as the page', light: 'Always light', dark: 'Always dark' };
const DIRECTIONS = { auto: 'From the language', ltr: 'Left to right', rtl: 'Right to left' };

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
const LOCALE_CHOICES = [
  { value: 'auto', label: 'Same as the page' },
  ...LOCALE_NAMES.map((value) => ({
    value,
    label: `${languageNames.of(value)} (${value}${directionOf(value) === 'rtl' ? ', right to left' : ''})`,
  })),
];

function choicesOf<Value extends string>(values: readonly Value[], labels: Record<Value, string>) {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** Sets the widget's options that change what a visitor sees. */
export function BehaviourControls() {
  const { display, position, themeOption, locale, direction } = settings.value;
  return (
    <section class="card" aria-labelledby="behaviour-heading">
      <h2 id="behaviour-heading">Where and how</h2>
      <div class="controls">
        <SelectControl
          label="Display"
          choices={choicesOf(CHOICES.display, DISPLAYS)}
          value={display}
          onChoose={(next) => updateSettings({ display: next })}
        />
        {display === 'popover' && (
          <SelectControl
            label="Position of the button"
            choices={choicesOf(CHOICES.position, POSITIONS)}
            value={position}
            onChoose={(next) => updateSettings({ position: next })}
          />
        )}
        <SelectControl
          label="Light or dark"
          choices={choicesOf(CHOICES.themeOption, THEME_OPTIONS)}
          value={themeOption}
          onChoose={(next) => updateSettings({ themeOption: next })}
        />
        <SelectControl
          label="Language"
          choices={LOCALE_CHOICES}
          value={locale}
          onChoose={(next) => updateSettings({ locale: next })}
        />
        <SelectControl
          label="Direction of the page"
          choices={choicesOf(CHOICES.direction, DIRECTIONS)}
          value={direction}
          onChoose={(next) => updateSettings({ direction: next })}
        />
      </div>
    </section>
  );
}
