import { useSignal, useSignalEffect } from '@preact/signals';
import { CopyButton } from '../components/CopyButton.js';
import { JsonCode } from './JsonCode.js';
import { type SignedToken, signToken } from './sign-token.js';
import { authId } from './visitor.js';

/** The secret of the example. Only a site's server and its relay know a real one. */
const SECRET = 'a-secret-for-show-of-32-bytes-or-more';

const timeOfDay = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Shows the identity token that a site's server would sign for the visitor, and what is in it. */
export function IdentityToken() {
  const signed = useSignal<SignedToken | undefined>(undefined);
  useSignalEffect(() => {
    const id = authId.value;
    signed.value = undefined;
    // Browsers sign only on HTTPS pages and on loopback.
    if (!id || !crypto.subtle) return;
    signToken(id, SECRET, Math.floor(Date.now() / 1000)).then((next) => {
      if (authId.peek() === id) signed.value = next;
    });
  });
  const current = signed.value;
  return (
    <details class="card identity">
      <summary>
        <h2>Identity token</h2>
      </summary>
      <p class="hint">
        Your server signs such a token for the visitor, and the page passes it as <code>identityToken</code>. With
        IDENTITY_SECRET set, the relay accepts no feedback without one, so nobody can send in another’s name. The demo
        asks for none.
      </p>
      {current ? (
        <>
          <p class="token">
            <code>{current.token}</code>
          </p>
          <dl>
            <dt>Header: how it is signed</dt>
            <dd>
              <JsonCode value={current.header} />
            </dd>
            <dt>
              Claims: who it is for, from {timeOfDay.format(current.claims.iat * 1000)} until{' '}
              {timeOfDay.format(current.claims.exp * 1000)}
            </dt>
            <dd>
              <JsonCode value={current.claims} />
            </dd>
            <dt>Secret of this example</dt>
            <dd>
              <code>{SECRET}</code>
            </dd>
          </dl>
          <div class="buttons">
            <CopyButton label="Copy token" text={() => current.token} />
          </div>
        </>
      ) : (
        <p class="hint">There is no token without a visitor id.</p>
      )}
    </details>
  );
}
