import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { CHOICES } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { Snippet } from './Snippet.js';
import { componentSnippet, cssSnippet, elementSnippet, scriptSnippet } from './snippets.js';

const WAYS = {
  script: { label: 'Script tag', code: scriptSnippet },
  element: { label: 'Element', code: elementSnippet },
  component: { label: 'Preact component', code: componentSnippet },
};

/** Shows the code that puts the form, as it looks here, into a site. */
export function EmbedCode() {
  const { embed } = settings.value;
  const css = cssSnippet(settings.value);
  return (
    <section class="card embed" aria-labelledby="embed-heading">
      <h2 id="embed-heading">Get the code</h2>
      <ChoiceGroup
        legend="Way to embed it"
        isLegendHidden
        layout="bar"
        choices={CHOICES.embed.map((value) => ({ value, label: WAYS[value].label }))}
        value={embed}
        onChoose={(next) => updateSettings({ embed: next })}
      />
      <Snippet title={WAYS[embed].label} copyLabel="Copy code" code={WAYS[embed].code(settings.value)} />
      {css ? (
        <Snippet title="CSS" copyLabel="Copy CSS" code={css} />
      ) : (
        <p class="hint">The default theme needs no CSS.</p>
      )}
    </section>
  );
}
