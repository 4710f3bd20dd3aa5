import { browserFileName, browserFilePath } from './browser-files.ts';
import { integrityOf, versionOf } from './hashes.ts';

/** Prints the tags that a site pastes, with the hashes of this build. */
export function printSnippets(): void {
  const options = 'data-relay-url="https://RELAY/feedback" data-business-id="343" data-auth-id="USER"';
  const pinned = (suffix: string) => `integrity="${integrityOf(browserFilePath(suffix))}" crossorigin`;
  const url = (suffix: string, query = '') => `https://RELAY/${browserFileName(suffix)}${query}`;
  const formUrl = url('.form', `?v=${versionOf([browserFilePath('.form')])}`);

  console.log(`
A launcher on every page, which follows the relay's releases:
  <script async src="${url('')}" ${options}></script>

A form in a place of the page, fetched when that comes near:
  <script async src="${url('')}" data-target="#feedback" ${options}></script>

A form that is in view from the start:
  <script async src="${url('.with-form')}" data-target="#feedback" ${options}></script>

A form in a place of the page, pinned to this build and fetched ahead:
  <link rel="modulepreload" href="${formUrl}" ${pinned('.form')}>
  <script async src="${url('')}" ${pinned('')} data-target="#feedback" ${options}></script>

One file with everything, pinned to this build:
  <script async src="${url('.standalone')}" ${pinned('.standalone')} ${options}></script>
`);
}
