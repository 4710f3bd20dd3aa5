import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An exported name and its declaration, without comments. */
export interface Declaration {
  name: string;
  text: string;
}

/**
 * Reads what a declaration file exports, with the declarations that it re-exports from other files.
 *
 * @param path - a `.d.ts` file that TypeScript wrote
 */
export function exportedDeclarations(path: string): Declaration[] {
  const code = withoutComments(readFileSync(path, 'utf8'));
  const own = declarationsIn(code);
  const reExported = [...code.matchAll(/^export (?:type )?\{([^}]*)\} from '(.+)\.js';$/gm)].flatMap(
    ([, names, file]) => {
      const declared = exportedDeclarations(join(dirname(path), `${file}.d.ts`));
      return names!.split(',').map((name) => {
        const bare = name.trim().replace(/^type /, '');
        const found = declared.find((declaration) => declaration.name === bare);
        if (!found) throw new Error(`${path} exports ${bare}, but ${file}.d.ts does not declare it.`);
        return found;
      });
    },
  );
  return [...own, ...reExported];
}

/** Finds the exported declarations in the code of one file. Each ends where its brackets are closed. */
function declarationsIn(code: string): Declaration[] {
  const heads = code.matchAll(
    /^export (?:default |declare )*(?:abstract )?(?:interface|type|class|function|const) (\w+)|^export default (?:interface )?(\w+)/gm,
  );
  return [...heads].map((head) => ({
    name: head[1] ?? head[2]!,
    text: code.slice(head.index, endOf(code, head.index)),
  }));
}

function endOf(code: string, start: number): number {
  let depth = 0;
  for (let index = start; index < code.length; index++) {
    const character = code[index]!;
    if ('{([<'.includes(character)) depth++;
    // The arrow of a function type closes nothing.
    else if ('})]'.includes(character) || (character === '>' && code[index - 1] !== '=')) depth--;
    if (depth !== 0) continue;
    if (character === ';') return index + 1;
    if (character === '}' && /^\s*(?:\n|$)/.test(code.slice(index + 1)) && !/^\s*[&|]/.test(code.slice(index + 1))) {
      return index + 1;
    }
  }
  return code.length;
}

/** Removes comments and blank lines. */
export function withoutComments(code: string): string {
  return code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^\s*\n/gm, '');
}
