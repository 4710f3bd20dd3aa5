import { Preview } from '../preview/Preview.js';
import { BehaviourControls } from './BehaviourControls.js';
import { ContrastTable } from './ContrastTable.js';
import { Embed } from './Embed.js';
import { PresetRow } from './PresetRow.js';
import { ShareLink } from './ShareLink.js';
import { ThemeControls } from './ThemeControls.js';
import './studio.css';

/** Where a site owner gives the form its looks and takes the code away. */
export function Studio() {
  return (
    <div class="studio">
      <PresetRow />
      <Preview />
      <div class="studio-side">
        <ThemeControls />
        <BehaviourControls />
      </div>
      <div class="studio-end">
        <ContrastTable />
        <div class="studio-side">
          <Embed />
          <ShareLink />
        </div>
      </div>
    </div>
  );
}
