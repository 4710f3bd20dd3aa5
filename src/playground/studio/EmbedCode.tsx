import { ChoiceGroup } from '../components/ChoiceGroup.js';
import { Snippet } from '../components/Snippet.js';
import { CHOICES } from '../settings/settings.js';
import { settings, updateSettings } from '../settings/settings-store.js';
import { NextSteps } from './NextSteps.js';
import { OWN_RELAY } from './own-relay.js';
import { CODE_HEADING_ID, watchCode } from './show-code.js';
import { WAYS, writeCode, writeHint } from './snippets/ways.js';

/**
 * Shows the code that embeds the form, with the chosen theme and options, into a site.
 *
 * @param props.demoVisitor - a visitor whom the relay of this page knows, if it is a demo
 */
export function EmbedCode({ demoVisitor }: { demoVisitor: string | undefined }) {
  const { embed, relayUrl } = settings.value;
  const visitor = relayUrl === OWN_RELAY ? demoVisitor : undefined;
  return (
    <section class="card embed" aria-labelledby={CODE_HEADING_ID} ref={watchCode}>
      <h2 id={CODE_HEADING_ID} tabIndex={-1}>
        Put it on your site
      </h2>
      <ChoiceGroup
        legend="Way to embed it"
        isLegendHidden
        layout="tabs"
        choices={CHOICES.embed.map((value) => ({ value, label: WAYS[value].label }))}
        value={embed}
        onChoose={(next) => updateSettings({ embed: next })}
      />
      <p class="hint">{writeHint(embed, visitor)}</p>
      {writeCode(settings.value, visitor).map(({ title, code }, index) => (
        <Snippet key={title} title={title} copyLabel={index === 0 ? 'Copy code' : `Copy: ${title}`} code={code} />
      ))}
      <NextSteps demoVisitor={visitor} />
    </section>
  );
}
