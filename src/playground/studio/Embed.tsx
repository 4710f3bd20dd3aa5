import { CHOICES } from '../design/design.js';
import { design, update } from '../design/design-state.js';
import { ChoiceGroup } from '../parts/ChoiceGroup.js';
import { Snippet } from './Snippet.js';
import { componentSnippet, cssSnippet, elementSnippet, scriptSnippet } from './snippets.js';

const WAYS = {
  script: { label: 'Script tag', code: scriptSnippet },
  element: { label: 'Element', code: elementSnippet },
  component: { label: 'Preact component', code: componentSnippet },
};

/** The code that puts the form, as it looks here, into a site. */
export function Embed() {
  const { embed } = design.value;
  const css = cssSnippet(design.value);
  return (
    <section class="card embed" aria-labelledby="embed-heading">
      <h2 id="embed-heading">Put it on your site</h2>
      <ChoiceGroup
        legend="Way to embed it"
        isLegendHidden
        look="bar"
        choices={CHOICES.embed.map((value) => ({ value, label: WAYS[value].label }))}
        value={embed}
        onChoose={(next) => update({ embed: next })}
      />
      <Snippet title={WAYS[embed].label} copyLabel="Copy code" code={WAYS[embed].code(design.value)} />
      {css ? (
        <Snippet title="CSS" copyLabel="Copy CSS" code={css} />
      ) : (
        <p class="hint">The widget’s own looks need no CSS.</p>
      )}
    </section>
  );
}
