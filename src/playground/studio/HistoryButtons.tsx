import { announce } from '../components/announce.js';
import { canRedo, canUndo } from '../settings/history.js';
import { redoChange, resetSettings, undoChange } from '../settings/settings-store.js';

/** Undoes and restores changes, and resets everything. */
export function HistoryButtons() {
  return (
    <div class="buttons history">
      <HistoryButton label="Undo" isUsable={canUndo.value} done="The last change is undone." onPress={undoChange} />
      <HistoryButton label="Redo" isUsable={canRedo.value} done="The change is restored." onPress={redoChange} />
      <HistoryButton label="Reset" isUsable done="Theme and options are reset." onPress={resetSettings} />
    </div>
  );
}

interface HistoryButtonProps {
  label: string;
  isUsable: boolean;
  /** Announced after the press. */
  done: string;
  onPress: () => void;
}

/** Stays focusable while it has nothing to do, so that the keyboard does not lose its place. */
function HistoryButton({ label, isUsable, done, onPress }: HistoryButtonProps) {
  return (
    <button
      type="button"
      class="button"
      aria-disabled={!isUsable}
      onClick={() => {
        if (!isUsable) return;
        onPress();
        announce(done);
      }}
    >
      {label}
    </button>
  );
}
