import { Preview } from '../preview/Preview.js';
import { BehaviourControls } from './BehaviourControls.js';
import { ContrastTable } from './ContrastTable.js';
import { EmbedCode } from './EmbedCode.js';
import { PresetRow } from './PresetRow.js';
import { ShareLink } from './ShareLink.js';
import { ThemeControls } from './ThemeControls.js';
import './studio.css';

/** Lets a site owner change the form's theme and options, and copy the code. */
export function Studio() {
  return (
    <div class="studio">
      <PresetRow />
      <div class="studio-editor">
        <Preview />
        <div class="studio-side">
          <ThemeControls />
          <BehaviourControls />
        </div>
      </div>
      <div class="studio-end">
        <ContrastTable />
        <div class="studio-side">
          <EmbedCode />
          <ShareLink />
        </div>
      </div>
    </div>
  );
}
