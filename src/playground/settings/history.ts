import { computed, signal } from '@preact/signals';
import { DEFAULT_SETTINGS, type Settings, VIEW_NAMES, withView } from './settings.js';

/** Changes of the same setting that follow each other within this time are one step. A moving slider makes many. */
const STEP_MS = 800;
const STEPS_MAX = 100;

interface Step {
  settings: Settings;
  /** The names of the settings that the step changed. */
  names: string;
  /** Milliseconds of a monotonic clock. */
  at: number;
}

const undone = signal<readonly Step[]>([]);
const done = signal<readonly Step[]>([]);

/** True when there is a change to undo. */
export const canUndo = computed(() => done.value.length > 0);

/** True when there is an undone change to restore. */
export const canRedo = computed(() => undone.value.length > 0);

/**
 * Remembers a change, so that it can be undone.
 *
 * @param now milliseconds of a monotonic clock
 */
export function recordChange(before: Settings, after: Settings, now: number = performance.now()): void {
  const names = changedNames(before, after);
  if (!names) return;
  const last = done.peek().at(-1);
  const isSameStep = last !== undefined && last.names === names && now - last.at < STEP_MS;
  const step = { settings: isSameStep ? last.settings : before, names, at: now };
  done.value = [...(isSameStep ? done.peek().slice(0, -1) : done.peek()), step].slice(-STEPS_MAX);
  undone.value = [];
}

/** Returns the settings before the last change; the same settings if there is none. */
export function undo(current: Settings): Settings {
  return moveStep(done, undone, current);
}

/** Returns the settings before the last undo; the same settings if there is none. */
export function redo(current: Settings): Settings {
  return moveStep(undone, done, current);
}

/** Returns the default settings with the current view (`VIEW_NAMES`). */
export function withDefaults(current: Settings): Settings {
  return withView(DEFAULT_SETTINGS, current);
}

function moveStep(from: typeof done, to: typeof done, current: Settings): Settings {
  const step = from.peek().at(-1);
  if (!step) return current;
  from.value = from.peek().slice(0, -1);
  to.value = [...to.peek(), { ...step, settings: current, at: Number.NEGATIVE_INFINITY }];
  return withView(step.settings, current);
}

/** Names the changed settings, those of the theme one by one; empty if only the view changed. */
function changedNames(before: Settings, after: Settings): string {
  const parts = (settings: Settings): Record<string, unknown> => {
    const options = Object.entries(settings).filter(
      ([name]) => name !== 'theme' && !(VIEW_NAMES as readonly string[]).includes(name),
    );
    const { theme } = settings;
    return {
      ...Object.fromEntries(options),
      ...theme.dimensions,
      ...theme.colors,
      font: theme.font,
      shadow: theme.shadow,
    };
  };
  const [old, current] = [parts(before), parts(after)];
  const names = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...names].filter((name) => JSON.stringify(old[name]) !== JSON.stringify(current[name])).join();
}
