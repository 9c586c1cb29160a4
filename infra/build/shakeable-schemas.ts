import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const constant = /^const (_\w+) = ("[^"\n]*");$/gm;
const computedKey = /\[(_\w+)\]:/g;

/**
 * Lets esbuild drop the parts of an AWS client that a function does not call. The clients describe every
 * operation as a constant whose objects have computed keys (`{ [_h]: … }`), and a computed key might have
 * a side effect, so all of them stay: 40 KB of the Lambda client. The keys are constants of the same
 * file; written out as literals the descriptions are the same and the unused ones go.
 */
export const shakeableSchemas: Plugin = {
  name: 'shakeable-schemas',
  setup(build) {
    build.onLoad({ filter: /@aws-sdk\/client-[\w-]+\/dist-es\/schemas\/schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: writeOutKeys(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** Replaces computed keys by the string constants that they name; a key that names none stays as it is. */
export function writeOutKeys(source: string): string {
  const values = new Map([...source.matchAll(constant)].map(([, name, text]) => [name, text]));
  return source.replace(computedKey, (key, name: string) => {
    const text = values.get(name);
    return text === undefined ? key : `${text}:`;
  });
}
