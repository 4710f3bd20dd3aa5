import { SelectControl } from '../components/SelectControl.js';
import { LOCALE_CHOICES } from '../settings/locale-choices.js';
import { CHOICES, type Settings } from '../settings/settings.js';
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

/** Sets the widget's options that change what a visitor sees. */
export function BehaviourControls() {
  const { display, locale, visitor } = settings.value;
  return (
    <section class="card" aria-labelledby="behaviour-heading">
      <h2 id="behaviour-heading">Where and how</h2>
      <div class="controls">
        <OptionSelect name="display" label="Display" labels={DISPLAYS} />
        {display === 'popover' && (
          <>
            <OptionSelect name="position" label="Position of the button" labels={POSITIONS} />
            <TextControl
              name="askOn"
              label="Opens by itself on"
              hint="For example event:chat-ended, haptik:NAME, gone:#chat or delay:30. Empty: the visitor opens it."
              correction="Enter triggers with commas between them, for example event:chat-ended, delay:30."
              inputMode="text"
            />
          </>
        )}
        <OptionSelect name="themeOption" label="Light or dark" labels={THEME_OPTIONS} />
        <SelectControl
          label="Language"
          choices={LOCALE_CHOICES}
          value={locale}
          onChoose={(next) => updateSettings({ locale: next })}
        />
        <OptionSelect name="direction" label="Direction of the page" labels={DIRECTIONS} />
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
        <OptionSelect name="visitor" label="How the visitor is known" labels={VISITORS} hint={VISITOR_HINTS[visitor]} />
      </div>
    </section>
  );
}

interface OptionSelectProps<Name extends keyof typeof CHOICES> {
  name: Name;
  label: string;
  /** The label of each choice. */
  labels: Readonly<Record<Settings[Name], string>>;
  hint?: string;
}

/** Sets an option that has a few values. */
function OptionSelect<Name extends keyof typeof CHOICES>({ name, label, labels, hint }: OptionSelectProps<Name>) {
  const values = CHOICES[name] as readonly Settings[Name][];
  return (
    <SelectControl
      label={label}
      choices={values.map((value) => ({ value, label: labels[value] }))}
      value={settings.value[name]}
      onChoose={(next) => updateSettings({ [name]: next })}
      hint={hint}
    />
  );
}
