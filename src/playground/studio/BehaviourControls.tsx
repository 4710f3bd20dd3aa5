import { SelectControl } from '../components/SelectControl.js';
import { LOCALE_CHOICES } from '../settings/locale-choices.js';
import { CHOICES } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { TextControl } from './TextControl.js';

const DISPLAYS = { inline: 'Inline, in the page', popover: 'Popover, behind a button' };
const POSITIONS = {
  'bottom-right': 'Bottom right',
  'bottom-left': 'Bottom left',
  'top-right': 'Top right',
  'top-left': 'Top left',
};
const THEME_OPTIONS = { auto: 'Same as the page', light: 'Always light', dark: 'Always dark' };
const VISITORS = { id: 'By an id', token: 'By an id and a signed token' };
const VISITOR_HINTS = {
  id: 'The auth_id that your site gives to Haptik. Anyone could send in anyone’s name.',
  token: 'Your server signs a short-lived token, and the relay checks it. Choose this for a live site.',
};
const DIRECTIONS = { auto: 'From the language', ltr: 'Left to right', rtl: 'Right to left' };

function choicesOf<Value extends string>(values: readonly Value[], labels: Record<Value, string>) {
  return values.map((value) => ({ value, label: labels[value] }));
}

/** Sets the widget's options that change what a visitor sees. */
export function BehaviourControls() {
  const { display, position, themeOption, locale, direction, visitor } = settings.value;
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
          <>
            <SelectControl
              label="Position of the button"
              choices={choicesOf(CHOICES.position, POSITIONS)}
              value={position}
              onChoose={(next) => updateSettings({ position: next })}
            />
            <TextControl
              name="askOn"
              label="Opens by itself on"
              hint="For example event:chat-ended, haptik:NAME, gone:#chat or delay:30. Empty: the visitor opens it."
              correction="Enter triggers with commas between them, for example event:chat-ended, delay:30."
              inputMode="text"
            />
          </>
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
        <TextControl
          name="relayUrl"
          label="Relay"
          hint="Where your relay runs. It serves the script and receives the feedback."
          correction="Enter an https: address with a path, for example https://feedback.example.com/feedback."
          inputMode="url"
        />
        <TextControl
          name="businessId"
          label="Business id"
          hint="The Haptik channel that the feedback is about. Haptik’s dashboard shows it."
          correction="Enter digits, for example 343."
          inputMode="numeric"
        />
        <SelectControl
          label="How the visitor is known"
          choices={choicesOf(CHOICES.visitor, VISITORS)}
          value={visitor}
          onChoose={(next) => updateSettings({ visitor: next })}
          hint={VISITOR_HINTS[visitor]}
        />
      </div>
    </section>
  );
}
