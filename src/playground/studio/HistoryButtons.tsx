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
  /** The text that is announced after the press. */
  done: string;
  onPress: () => void;
}

/** Renders a button that stays focusable while there is nothing to undo or redo, so that the keyboard keeps its place. */
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
