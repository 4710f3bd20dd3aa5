import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { design } from '../design/design-state.js';
import { declarationsOf, dress } from '../design/theme.js';
import { createElement } from '../parts/element.js';
import type { Demo } from './demo.js';
import { EventLog } from './EventLog.js';
import { FaultChoice } from './FaultChoice.js';
import { Inbox } from './Inbox.js';
import { Stage } from './Stage.js';
import { StartOver } from './StartOver.js';
import { VisitorChoice } from './VisitorChoice.js';
import { authId, choice, OWN, ownBusinessId } from './visitor.js';
import './try-it.css';

/** The real element against the relay that serves this page. */
export function TryIt({ demo }: { demo: Demo }) {
  const element = useMemo(() => createElement({ relayUrl: demo.relayUrl }), [demo]);

  useSignalEffect(() => {
    const isAccount = demo.connection.value === 'account';
    if (isAccount) choice.value = OWN;
    const businessId = demo.businessId.value ?? (Number(ownBusinessId.value) || undefined);
    // An account's form would be shown as unusable until its channel is known.
    element.authId = businessId === undefined ? undefined : authId.value;
    element.businessId = businessId;
  });

  useSignalEffect(() => {
    const { theme, themeOption, locale } = design.value;
    element.theme = themeOption;
    element.locale = locale === 'auto' ? undefined : locale;
    dress(element.style, declarationsOf(theme));
  });

  const connection = demo.connection.value;
  if (connection === 'absent') return <NoRelay />;
  const isStandin = connection !== 'account';
  return (
    <div class="try-it">
      <Stage element={element} isEmpty={connection !== 'connecting' && !authId.value} />
      <div class="try-it-side">
        {isStandin && <Inbox demo={demo} />}
        <div class="cards">
          <VisitorChoice demo={demo} />
          {isStandin && <FaultChoice demo={demo} />}
        </div>
        <StartOver demo={demo} element={element} />
        <EventLog element={element} />
      </div>
    </div>
  );
}

function NoRelay() {
  return (
    <section class="card" aria-labelledby="no-relay-heading">
      <h2 id="no-relay-heading">There is no relay here</h2>
      <p>
        This page is served without the relay that feedback is sent to. Start it with <code>npm start</code> and open
        the address that it prints.
      </p>
    </section>
  );
}
