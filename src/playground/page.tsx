import { render } from 'preact';
import { App } from './App.js';
import { syncWithUrl } from './settings/settings-store.js';
import { createDemoClient } from './try-it/demo-client.js';

/** Renders the playground and connects it to the relay. */
export function start(): void {
  const demo = createDemoClient();
  demo.connect();
  syncWithUrl();
  render(<App demo={demo} />, document.body);
}
