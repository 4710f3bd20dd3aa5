import { render } from 'preact';
import { App } from './App.js';
import { createDemo } from './demo.js';
import { bindAddress } from './design-state.js';

/** Shows the playground. */
export function start(): void {
  const demo = createDemo();
  demo.connect();
  bindAddress();
  render(<App demo={demo} />, document.body);
}
