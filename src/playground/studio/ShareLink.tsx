import { CopyButton } from '../components/CopyButton.js';
import { settings, urlOf } from '../settings/settings-store.js';
import { SettingsJson } from './SettingsJson.js';

/** Copies a link that restores all settings, and shows them as JSON. */
export function ShareLink() {
  return (
    <section class="card share" aria-labelledby="share-heading">
      <h2 id="share-heading">Keep or share your settings</h2>
      <p class="hint">
        The address of this page contains the theme and all other settings. Nothing is stored on a server.
      </p>
      <div class="buttons">
        <CopyButton label="Copy link" text={() => new URL(urlOf(settings.peek()), location.href).href} />
      </div>
      <SettingsJson />
    </section>
  );
}
