import { writeLink } from '../settings/link.js';
import { DEFAULT_SETTINGS, TEXTS, type TextName } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { optionId } from './option-id.js';
import { showCode } from './show-code.js';

/** The relay that serves the playground. */
const OWN_RELAY = new URL('feedback', location.origin + location.pathname).href;

/** Lists what is left to do until the code works on a site: replace example values, and allow the site's origin in the relay. */
export function NextSteps() {
  const isExample = (name: TextName) => settings.value[name] === DEFAULT_SETTINGS[name];
  const isOwnRelay = settings.value.relayUrl === OWN_RELAY;
  return (
    <ul class="hint next-steps" aria-label="Until it works on your site">
      {isExample('relayUrl') && (
        <li>
          The relay in it is an example. <FieldLink name="relayUrl">Enter the address of yours</FieldLink>,{' '}
          <a href={`#${writeLink({ ...settings.value, page: 'docs', doc: 'relay' })}`}>start one</a>
          {TEXTS.relayUrl(OWN_RELAY) && (
            <>
              {' '}
              or <OwnRelayButton />
            </>
          )}
          .
        </li>
      )}
      {isOwnRelay && (
        <li>
          In the demo, write <code>demo-user</code> in place of <code>USER</code>.
        </li>
      )}
      {isExample('businessId') && !isOwnRelay && (
        <li>
          The business {DEFAULT_SETTINGS.businessId} is an example.{' '}
          <FieldLink name="businessId">Enter your business id</FieldLink>.
        </li>
      )}
      <li>
        Name the origin of your site in the relay’s variable <code>ALLOWED_ORIGINS</code>
        {isOwnRelay && (
          <>
            , for example <code>ALLOWED_ORIGINS=http://localhost:3000 npm start</code>
          </>
        )}
        .
      </li>
    </ul>
  );
}

/** Moves the focus to the field of an option and selects its text, so that typing replaces it. */
function FieldLink({ name, children }: { name: TextName; children: string }) {
  const edit = () => {
    const field = document.getElementById(optionId(name)) as HTMLInputElement;
    field.focus();
    field.select();
  };
  return (
    <button type="button" class="field-link" onClick={edit}>
      {children}
    </button>
  );
}

/** Puts the relay that serves this page into the code. This removes the button, so the focus moves to the code. */
function OwnRelayButton() {
  const fillInOwnRelay = () => {
    updateSettings({ relayUrl: OWN_RELAY });
    showCode();
  };
  return (
    <button type="button" class="field-link" onClick={fillInOwnRelay}>
      try the one of this page
    </button>
  );
}
