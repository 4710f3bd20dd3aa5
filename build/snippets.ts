import { browserFileName, browserFilePath } from './browser-files.ts';
import { pinnedTag } from './integrity.ts';

/** Prints the tags that a site pastes, with the hashes of this build. */
export function printSnippets(): void {
  const options = 'data-relay-url="https://RELAY/feedback" data-business-id="343" data-auth-id="USER"';
  const url = (suffix: string) => `https://RELAY/${browserFileName(suffix)}`;
  const pinned = (suffix: string, attributes?: string) => pinnedTag(browserFilePath(suffix), attributes);

  console.log(`
A launcher on every page, which follows the relay's releases:
  <script async src="${url('')}" ${options}></script>

An inline form, fetched when its place comes near the viewport:
  <script async src="${url('')}" data-target="#feedback" ${options}></script>

An inline form that is in view from the start:
  <script async src="${url('.inline')}" data-target="#feedback" ${options}></script>

An inline form, pinned to this build and fetched in advance:
  ${pinned('.form')}
  ${pinned('', `data-target="#feedback" ${options}`)}

One file with everything, pinned to this build:
  ${pinned('.standalone', options)}
`);
}
