import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { SelectControl } from '../components/SelectControl.js';
import { LOCALE_CHOICES } from '../settings/locale-choices.js';
import { settings, updateSettings } from '../settings/settings-store.js';

const DISPLAYS = [
  { value: 'inline', label: 'Inline', hint: 'in the page' },
  { value: 'popover', label: 'Popover', hint: 'behind a button in the corner' },
] as const;

/** Lets the visitor choose the form's display and language. The Studio has the same settings. */
export function FormOptions() {
  const { display, locale } = settings.value;
  return (
    <section class="card" aria-labelledby="form-options-heading">
      <h2 id="form-options-heading">Where and in which language?</h2>
      <ChoiceGroup
        legend="Where"
        isLegendHidden
        layout="list"
        choices={DISPLAYS}
        value={display}
        onChoose={(next) => updateSettings({ display: next })}
      />
      <SelectControl
        label="Language"
        choices={LOCALE_CHOICES}
        value={locale}
        onChoose={(next) => updateSettings({ locale: next })}
      />
    </section>
  );
}
