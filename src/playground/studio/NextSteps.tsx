import { writeLink } from '../settings/link.js';
import { DEFAULT_SETTINGS, type TextName } from '../settings/settings.js';
import { settings } from '../settings/settings-store.js';
import { optionId } from './option-id.js';

/** Lists what is left to do until the code works on a site: values that are still examples, and the relay's list of sites. */
export function NextSteps() {
  const isExample = (name: TextName) => settings.value[name] === DEFAULT_SETTINGS[name];
  return (
    <ul class="hint next-steps" aria-label="Until it works on your site">
      {isExample('relayUrl') && (
        <li>
          The relay in it is an example. <FieldLink name="relayUrl">Enter the address of yours</FieldLink>, or{' '}
          <a href={`#${writeLink({ ...settings.value, page: 'docs', doc: 'relay' })}`}>start one</a>.
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
