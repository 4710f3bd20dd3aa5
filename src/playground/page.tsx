import { render } from 'preact';
import { App } from './App.js';
import { bindAddress } from './design/design-state.js';
import { createDemo } from './try-it/demo.js';

/** Shows the playground. */
export function start(): void {
  const demo = createDemo();
  demo.connect();
  bindAddress();
  render(<App demo={demo} />, document.body);
}
