import { useSignal, useSignalEffect } from '@preact/signals';
import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { Snippet } from '../components/Snippet.js';
import { CHOICES, type ExampleName } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { EXAMPLES } from './examples.js';
import reactSource from './react-example.tsx?raw';
import './examples.css';

/** Returns the path of an example's page, relative to the playground. */
const pathOf = (name: ExampleName) => (name === 'react' ? './?example=react' : `examples/${name}.html`);

/** The example's import as an app writes it. */
const REACT_SOURCE = reactSource
  .replace(/'[./]+embed\/package\/react\.js'/, "'haptik-feedback-widget/react'")
  .replace(/\/\*\* @jsxImportSource react \*\/\n/, '');

/** Shows each example as a page, with its source. */
export function ExamplesPage() {
  const source = useSignal('');
  useSignalEffect(() => {
    const { example } = settings.value;
    source.value = '';
    const isCurrent = () => settings.peek().example === example;
    readSource(example).then((text) => {
      if (isCurrent()) source.value = text;
    });
  });
  const { example } = settings.value;
  const { label, hint } = EXAMPLES[example];
  return (
    <div class="examples">
      <section class="card" aria-labelledby="examples-heading">
        <h2 id="examples-heading">Examples</h2>
        <ChoiceGroup
          legend="Example"
          isLegendHidden
          layout="list"
          choices={CHOICES.example.map((value) => ({ value, label: EXAMPLES[value].label }))}
          value={example}
          onChoose={(next) => updateSettings({ example: next })}
        />
      </section>
      <section class="example" aria-labelledby="example-heading">
        <div class="card">
          <h2 id="example-heading">{label}</h2>
          <p class="hint">{hint}</p>
          <iframe key={example} class="example-page" title={`Example: ${label}`} src={pathOf(example)} />
          <p>
            <a href={pathOf(example)} target="_blank" rel="noreferrer">
              Open it in a page of its own
            </a>
          </p>
        </div>
        <div class="card">
          <Snippet title="Source" copyLabel="Copy source" code={source.value || 'Loading…'} />
        </div>
      </section>
    </div>
  );
}

async function readSource(name: ExampleName): Promise<string> {
  if (name === 'react') return REACT_SOURCE;
  try {
    const answer = await fetch(pathOf(name));
    return answer.ok ? await answer.text() : 'The server does not have this example.';
  } catch {
    return 'The server does not answer.';
  }
}
