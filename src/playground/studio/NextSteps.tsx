import { writeLink } from '../settings/link.js';
import { DEFAULT_SETTINGS, TEXTS, type TextName } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { optionId } from './option-id.js';
import { OWN_RELAY } from './own-relay.js';
import { showCode } from './show-code.js';
import { WAYS } from './snippets/ways.js';

/**
 * Lists what is left to do until the code works on a site.
 *
 * @param props.demoVisitor - a visitor whom the relay in the code knows, if it is a demo
 */
export function NextSteps({ demoVisitor }: { demoVisitor: string | undefined }) {
  return (
    <ul class="hint next-steps" aria-label="Until it works on your site">
      {demoVisitor === undefined ? <SiteSteps /> : <DemoSteps visitor={demoVisitor} />}
    </ul>
  );
}

/** Says which example values to replace, and what to set in the relay. */
function SiteSteps() {
  const isExample = (name: TextName) => settings.value[name] === DEFAULT_SETTINGS[name];
  return (
    <>
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
      {isExample('businessId') && (
        <li>
          The business {DEFAULT_SETTINGS.businessId} is an example.{' '}
          <FieldLink name="businessId">Enter your business id</FieldLink>.
        </li>
      )}
      <li>
        Name the origin of your site in the relay’s variable <code>ALLOWED_ORIGINS</code>.
      </li>
    </>
  );
}

/** Says where code for the demo works, and what to replace in it later. */
function DemoSteps({ visitor }: { visitor: string }) {
  return (
    <>
      <li>
        To try it, put it into a page that a web server on this machine serves, such as{' '}
        <code>http://localhost:3000</code>. The demo refuses a page that is opened as a file.
      </li>
      <li>
        {WAYS[settings.value.embed].hasPlaceholders ? (
          <>
            <code>{visitor}</code> is a visitor whom the demo knows. On your site, your server writes the visitor’s id
            there.
          </>
        ) : (
          <>
            The demo knows the visitor <code>{visitor}</code>. Use this id to try the code.
          </>
        )}
      </li>
      <li>
        The relay in it is this demo. For your site, <FieldLink name="relayUrl">enter the address of yours</FieldLink>,
        and name the site’s origin in the relay’s variable <code>ALLOWED_ORIGINS</code>.
      </li>
    </>
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
