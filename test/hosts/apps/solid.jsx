import 'haptik-feedback-widget/element';
import { render } from 'solid-js/web';
import { OPTIONS, record } from '../host';

render(
  () => (
    <haptik-feedback
      prop:relayUrl={OPTIONS.relayUrl}
      prop:businessId={OPTIONS.businessId}
      prop:authId={OPTIONS.authId}
      prop:display={OPTIONS.display}
      prop:messages={{ title: 'From the app' }}
      on:feedback-success={({ detail }) => record('success', detail.feedback)}
    />
  ),
  document.getElementById('app'),
);
