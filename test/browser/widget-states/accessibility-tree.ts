import type { CDPSession } from 'playwright';
import type { Stage } from './stage.js';

type Node = Awaited<ReturnType<typeof wholeTree>>[number];

/** The properties of a node that the tree shows besides role, name, value and description, in this order. */
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
/** Roles that a screen reader does not announce. It announces their children. */
const SILENT = ['generic', 'none', 'RootWebArea', 'InlineTextBox', 'LabelText', 'Legend'];

/**
 * Returns the widget's accessibility tree, one line for each node: role, "name", [states], = value and — description.
 * It is read from the whole page's tree; the page's only other node is its heading.
 */
export async function accessibilityTree({ session }: Stage): Promise<string> {
  const nodes = await wholeTree(session);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const main = nodes.find((node) => node.role?.value === 'main')!;
  const lines: string[] = [];
  addLines(main, 0);
  return `${lines.join('\n')}\n`;

  function addLines(node: Node, depth: number, parentName = '') {
    const role = String(node.role?.value ?? '');
    const name = text(node.name?.value);
    let inner = depth;
    const isText = role === 'StaticText';
    const isAnnounced =
      !node.ignored && node !== main && !SILENT.includes(role) && !(isText && (name === parentName || !name));
    if (isAnnounced) {
      lines.push('  '.repeat(depth) + (isText ? `"${name}"` : describe(node, role, name)));
      inner++;
    }
    if (isText) return;
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child && text(child.name?.value) !== 'Site') addLines(child, inner, isAnnounced ? name : parentName);
    }
  }
}

/** Returns the accessible names of the widget's controls, in the order of the page. */
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

/** Replaces all white space by plain spaces: browsers use different ones, for example in a time of day. */
function text(value: unknown): string {
  return String(value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
