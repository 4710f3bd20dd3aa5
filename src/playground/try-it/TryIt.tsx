import { useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { createDetachedElement } from '../components/create-detached-element.js';
import { LazyPage } from '../components/LazyPage.js';
import { settings } from '../settings/settings-store.js';
import { applyDeclarations, declarationsOf } from '../settings/theme.js';
import type { DemoClient } from './demo-client.js';
import { EventLog } from './EventLog.js';
import { FaultChoice } from './FaultChoice.js';
import { FormOptions } from './FormOptions.js';
import { IdentityToken } from './IdentityToken.js';
import { Inbox } from './Inbox.js';
import { LiveForm } from './LiveForm.js';
import { StartOver } from './StartOver.js';
import { VisitorChoice } from './VisitorChoice.js';
import { authId, CUSTOM, chosenVisitor, customBusinessId } from './visitor.js';
import { WhenToAsk } from './WhenToAsk.js';
import './try-it.css';

/** Lets the visitor use the form against the relay that serves this page. */
export function TryIt({ demo }: { demo: DemoClient }) {
  const element = useMemo(
    // With `debug`, the console says what the widget does.
    () => createDetachedElement({ relayUrl: demo.relayUrl, askAgainAfterHours: 0, debug: true }),
    [demo],
  );

  useSignalEffect(() => {
    const isAccount = demo.connection.value === 'account';
    if (isAccount) chosenVisitor.value = CUSTOM;
    const businessId = demo.businessId.value ?? (Number(customBusinessId.value) || undefined);
    // Without a business id the form would say that it is unavailable. Without authId it stays hidden.
    element.authId = businessId === undefined ? undefined : authId.value;
    element.businessId = businessId;
  });

  useSignalEffect(() => {
    const { theme, themeOption, locale, display, position, launcher, headingLevel, page, askOn } = settings.value;
    element.theme = themeOption;
    // A launcher is in the corner of the window, so it would also be visible on the other pages.
    element.display = page === 'try' ? display : 'inline';
    element.position = position;
    element.launcher = launcher;
    element.headingLevel = Number(headingLevel);
    element.askOn = (page === 'try' && display === 'popover' && askOn) || undefined;
    element.locale = locale === 'auto' ? undefined : locale;
    applyDeclarations(element.style, declarationsOf(theme));
  });

  const loadAskByLink = useMemo(
    () => () =>
      import('./AskByLink.js').then(({ AskByLink }) => () => <AskByLink demo={demo} />),
    [demo],
  );

  const connection = demo.connection.value;
  if (connection === 'absent') return <NoRelay />;
  const isStandin = connection !== 'account';
  return (
    <>
      <div class="try-it">
        <LiveForm
          element={element}
          isEmpty={connection !== 'connecting' && !authId.value}
          launcher={settings.value.display === 'popover' ? settings.value.launcher : undefined}
        />
        <div class="try-it-side">
          {isStandin && <Inbox demo={demo} />}
          <div class="cards">
            <FormOptions />
            <VisitorChoice demo={demo} />
            <WhenToAsk />
            {isStandin && <FaultChoice demo={demo} />}
          </div>
          <IdentityToken />
          <StartOver demo={demo} element={element} />
          <EventLog element={element} />
        </div>
      </div>
      {isStandin && <LazyPage load={loadAskByLink} />}
    </>
  );
}

function NoRelay() {
  return (
    <section class="card" aria-labelledby="no-relay-heading">
      <h2 id="no-relay-heading">No relay found</h2>
      <p>
        This page needs a relay on the same server. Run <code>npm start</code> and open the address that it prints.
      </p>
    </section>
  );
}
