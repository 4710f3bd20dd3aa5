import { Preview } from '../preview/Preview.js';
import { BehaviourControls } from './BehaviourControls.js';
import { ContrastTable } from './ContrastTable.js';
import { EmbedCode } from './EmbedCode.js';
import { HistoryButtons } from './HistoryButtons.js';
import { PresetRow } from './PresetRow.js';
import { ShareLink } from './ShareLink.js';
import { isCodeOnScreen, showCode } from './show-code.js';
import { ThemeControls } from './ThemeControls.js';
import './studio.css';

/**
 * Lets a site owner change the form's theme and options, and copy the code.
 *
 * @param props.demoVisitor - a visitor whom the relay of this page knows, if it is a demo
 */
export function Studio({ demoVisitor }: { demoVisitor: string | undefined }) {
  return (
    <div class={isCodeOnScreen.value ? 'studio studio-at-code' : 'studio'}>
      <PresetRow />
      <div class="studio-editor">
        <div class="studio-preview">
          <Preview />
          <div class="studio-bar">
            <HistoryButtons />
            <button type="button" class="button button-main" onClick={showCode}>
              Get the code
            </button>
          </div>
        </div>
        <div class="studio-side">
          <BehaviourControls />
          <ThemeControls />
        </div>
        <div class="studio-code">
          <EmbedCode demoVisitor={demoVisitor} />
          <ContrastTable />
          <ShareLink />
        </div>
      </div>
    </div>
  );
}
