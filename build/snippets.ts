import { join } from 'node:path';
import { embedPath, integrityOf, versionOf } from './embed.ts';

/** Prints what a site pastes, with the hashes of this build. */
export function printSnippets(folder: string): void {
  const file = (name: string) => join(folder, embedPath(name));
  const options = 'data-relay-url="https://RELAY/feedback" data-business-id="343" data-auth-id="USER"';
  const pinned = (name: string) => `integrity="${integrityOf(file(name))}" crossorigin`;
  const url = (name: string, query = '') => `https://RELAY/${embedPath(name)}${query}`;
  const preload = `<link rel="modulepreload" href="${url('.form', `?v=${versionOf([file('.form')])}`)}" ${pinned('.form')}>`;

  console.log(`
A launcher on every page; follows the relay's releases:
  <script async src="${url('')}" ${options}></script>

The form in a place of the page, fetched when it comes near:
  <script async src="${url('')}" data-target="#feedback" ${options}></script>

The same, in view from the start:
  <script async src="${url('.with-form')}" data-target="#feedback" ${options}></script>

The form in a place of the page, pinned to this build, its form fetched ahead:
  ${preload}
  <script async src="${url('')}" ${pinned('')} data-target="#feedback" ${options}></script>

One file with all of it, pinned to this build:
  <script async src="${url('.standalone')}" ${pinned('.standalone')} ${options}></script>
`);
}
