import type { CDPSession } from 'playwright';
import type { Stage } from './stage.js';

type Node = Awaited<ReturnType<typeof wholeTree>>[number];

/** What is told of a node besides role, name, value and description, in this order. */
const STATES = [
  'level',
  'hasPopup',
  'expanded',
  'modal',
  'live',
  'busy',
  'required',
  'invalid',
  'checked',
  'readonly',
  'disabled',
  'focused',
];
/** Roles that a screen reader passes over; what is in them is told all the same. */
const SILENT = ['generic', 'none', 'RootWebArea', 'InlineTextBox', 'LabelText', 'Legend'];

/**
 * The widget as a screen reader is given it, a line a node: role, "name", [states], = value, and — description.
 * Read from the whole page's tree, of which the heading of the page is the only other part.
 */
export async function accessibilityTree({ session }: Stage): Promise<string> {
  const nodes = await wholeTree(session);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const main = nodes.find((node) => node.role?.value === 'main')!;
  const lines: string[] = [];
  tell(main, 0);
  return `${lines.join('\n')}\n`;

  function tell(node: Node, depth: number, parentName = '') {
    const role = String(node.role?.value ?? '');
    const name = text(node.name?.value);
    let inner = depth;
    const isText = role === 'StaticText';
    const isTold =
      !node.ignored && node !== main && !SILENT.includes(role) && !(isText && (name === parentName || !name));
    if (isTold) {
      lines.push('  '.repeat(depth) + (isText ? `"${name}"` : describe(node, role, name)));
      inner++;
    }
    if (isText) return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child && text(child.name?.value) !== 'Site') tell(child, inner, isTold ? name : parentName);
    }
  }
}

/** The names of the widget's controls, in the order of the page. */
export async function controlNames(stage: Stage): Promise<string[]> {
  const lines = (await accessibilityTree(stage)).split('\n');
  return lines.flatMap((line) => /^ *(?:button|radio|textbox) "([^"]*)"/.exec(line)?.[1] ?? []);
}

async function wholeTree(session: CDPSession) {
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes;
}

function describe({ value, description, properties = [] }: Node, role: string, name: string): string {
  const known = new Map(properties.map(({ name, value }) => [name as string, value.value as unknown]));
  const states = STATES.flatMap((state) => {
    const is = known.get(state);
    if (is === undefined || is === false || is === 'false') return [];
    return is === true || is === 'true' ? [state] : [`${state}=${is}`];
  });
  return [
    role,
    name && `"${name}"`,
    states.length > 0 && `[${states.join(' ')}]`,
    value && `= "${text(value.value)}"`,
    description?.value && `— ${text(description.value)}`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** White space differs between versions of the browser, as in a time of day. */
function text(value: unknown): string {
  return String(value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
