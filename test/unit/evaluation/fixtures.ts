import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { runEvaluation } from '../../evaluation/run-evaluation.ts';

/** Writes files of one test into a folder that goes with it; rows become JSON Lines, `.gz` is compressed. */
export function writeFiles(files: Readonly<Record<string, string | readonly unknown[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'evaluation-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : content.map((row) => JSON.stringify(row)).join('\n');
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

/** Runs the command and gives its exit code, its one JSON object, and what it says on stderr. */
export async function evaluate(...argv: string[]) {
  let [out, errors] = ['', ''];
  const code = await runEvaluation(argv, { write: (text) => (out += text) }, { write: (text) => (errors += text) });
  return { code, result: out === '' ? null : JSON.parse(out), errors };
}
