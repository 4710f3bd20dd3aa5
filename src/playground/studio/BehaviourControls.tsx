import { SelectControl } from '../components/SelectControl.js';
import { LOCALE_CHOICES } from '../settings/locale-choices.js';
import { LAUNCHER_PREVIEW, overridePreviewOnFocus } from '../settings/preview-override.js';
import { CHOICES, type Settings } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { TextControl, type TextControlProps } from './TextControl.js';

const DISPLAYS = { inline: 'Inline, in the page', popover: 'Popover, behind a button' };
const POSITIONS = {
  'bottom-right': 'Bottom right',
  'bottom-left': 'Bottom left',
  'top-right': 'Top right',
  'top-left': 'Top left',
};
const LAUNCHERS = { button: 'A button in the corner', tab: 'A tab at the side', none: 'None' };
const LAUNCHER_HINTS = {
  button: 'On a narrow page the button shows its icon alone.',
  tab: 'A vertical tab stands at the side of the page, and covers no corner.',
  none: 'Put data-haptik-feedback-open on a button or a link of your page to open the form.',
};
const HEADING_LEVELS = { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6' };
const ASK_CONTROLS: readonly TextControlProps[] = [
  {
    name: 'askDelayMs',
    label: 'Delay before it opens, in milliseconds',
    hint: 'Empty: 1500 after an event of Haptik’s SDK, else none.',
    correction: 'Enter a whole number from 0 to 600000, or nothing.',
    inputMode: 'numeric',
  },
  {
    name: 'askShare',
    label: 'How many of 100 visitors are asked',
    hint: 'Empty: all. The choice is kept for each visitor.',
    correction: 'Enter a whole number from 0 to 100, or nothing.',
    inputMode: 'numeric',
  },
  {
    name: 'askAgainAfterHours',
    label: 'Hours until the visitor is asked again',
    hint: 'Empty: 24. With 0 the visitor is asked each time.',
    correction: 'Enter a whole number from 0 to 8760, or nothing.',
    inputMode: 'numeric',
  },
  {
    name: 'conversationId',
    label: 'Conversation',
    hint: 'The visitor is asked once for each id. Your code puts the chat’s own id in its place. It stays in the browser.',
    correction: 'Enter letters, digits and any of . : _ -, or nothing.',
    inputMode: 'text',
  },
];
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
        {display === 'popover' && <PopoverControls />}
        <OptionSelect
          name="headingLevel"
          label="Level of the title"
          labels={HEADING_LEVELS}
          hint="The level below the heading that the form belongs to on your page."
        />
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

/** Sets the options that only a popover has: the launcher, and when the form opens by itself. */
function PopoverControls() {
  const { launcher, askOn } = settings.value;
  return (
    <>
      <div {...overridePreviewOnFocus(LAUNCHER_PREVIEW)}>
        <OptionSelect name="launcher" label="Launcher" labels={LAUNCHERS} hint={LAUNCHER_HINTS[launcher]} />
      </div>
      <div {...overridePreviewOnFocus(launcher === 'none' ? {} : LAUNCHER_PREVIEW)}>
        <OptionSelect name="position" label="Position" labels={POSITIONS} />
      </div>
      <TextControl
        name="askOn"
        label="Opens by itself on"
        hint="For example event:chat-ended, haptik:NAME, gone:#chat or delay:30. Empty: the visitor opens it."
        correction="Enter triggers with commas between them, for example event:chat-ended, delay:30."
        inputMode="text"
      />
      {askOn && ASK_CONTROLS.map((control) => <TextControl key={control.name} {...control} />)}
    </>
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
