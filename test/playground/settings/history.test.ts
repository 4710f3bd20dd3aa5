import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/playground/settings/settings.js';

let history: typeof import('../../../src/playground/settings/history.js');
const radius = (value: number): Settings => ({
  ...DEFAULT_SETTINGS,
  theme: { colors: {}, dimensions: { radius: value } },
});

beforeEach(async () => {
  // The history is the module's state, so each test imports a new module.
  vi.resetModules();
  history = await import('../../../src/playground/settings/history.js');
});

describe('undo', () => {
  it('returns the settings before the last change, and redo returns those after it', () => {
    history.recordChange(DEFAULT_SETTINGS, radius(3), 0);

    const undone = history.undo(radius(3));
    const redone = history.redo(undone);

    expect([undone, redone]).toEqual([DEFAULT_SETTINGS, radius(3)]);
    expect([history.canUndo.value, history.canRedo.value]).toEqual([true, false]);
  });

  it('treats the movement of a slider as one step', () => {
    history.recordChange(DEFAULT_SETTINGS, radius(3), 0);
    history.recordChange(radius(3), radius(4), 100);
    history.recordChange(radius(4), radius(5), 200);

    expect(history.undo(radius(5))).toEqual(DEFAULT_SETTINGS);
  });

  it('treats changes of different settings as separate steps', () => {
    const dark: Settings = { ...radius(3), themeOption: 'dark' };
    history.recordChange(DEFAULT_SETTINGS, radius(3), 0);
    history.recordChange(radius(3), dark, 100);

    expect(history.undo(dark)).toEqual(radius(3));
  });

  it('does not undo changes of the view', () => {
    const shown: Settings = { ...radius(3), page: 'studio', state: 'sent', embed: 'vue' };
    history.recordChange(DEFAULT_SETTINGS, radius(3), 0);
    history.recordChange(radius(3), shown, 5000);

    expect(history.undo(shown)).toEqual({ ...DEFAULT_SETTINGS, page: 'studio', state: 'sent', embed: 'vue' });
  });

  it('changes nothing without a step', () => {
    expect(history.undo(radius(3))).toEqual(radius(3));
    expect(history.redo(radius(3))).toEqual(radius(3));
  });

  it('forgets what was undone after a new change', () => {
    history.recordChange(DEFAULT_SETTINGS, radius(3), 0);
    history.undo(radius(3));

    history.recordChange(DEFAULT_SETTINGS, radius(9), 5000);

    expect(history.canRedo.value).toBe(false);
  });
});
