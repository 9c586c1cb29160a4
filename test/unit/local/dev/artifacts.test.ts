import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareArtifacts, type Step, StepError, steps } from '../../../../local/dev/artifacts.ts';

/** A project whose step copies `in.txt` to `out.txt`. */
function makeProject() {
  const root = mkdtempSync(join(tmpdir(), 'project-'));
  writeFileSync(join(root, 'in.txt'), 'one');
  writeFileSync(join(root, 'step.mjs'), `import { copyFileSync } from 'node:fs'; copyFileSync('in.txt', 'out.txt')`);
  const step: Step = { name: 'copy', inputs: ['*.txt', 'step.mjs', '.'], output: 'out.txt', command: ['step.mjs'] };
  const inputsOnly = { ...step, inputs: ['in.txt', 'step.mjs'] };
  const ran: string[] = [];
  return { root, ran, prepare: () => prepareArtifacts(root, (name) => ran.push(name), [inputsOnly]), step };
}

describe('preparing what runs', () => {
  it('runs a step once for the same inputs', async () => {
    const { root, ran, prepare } = makeProject();

    await prepare();
    await prepare();

    expect(ran).toEqual(['copy']);
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toBe('one');
  });

  it('runs it again when an input changed or the output is gone', async () => {
    const { root, ran, prepare } = makeProject();
    await prepare();

    writeFileSync(join(root, 'in.txt'), 'two');
    await prepare();
    rmSync(join(root, 'out.txt'));
    await prepare();

    expect(ran).toEqual(['copy', 'copy', 'copy']);
    expect(readFileSync(join(root, 'out.txt'), 'utf8')).toBe('two');
  });

  it('shows what a failing step printed, and tries it again', async () => {
    const { root, prepare } = makeProject();
    writeFileSync(join(root, 'step.mjs'), `console.log('half done'); console.error('bad luck'); process.exit(4)`);

    const failing = prepare();

    await expect(failing).rejects.toThrow(StepError);
    await expect(prepare()).rejects.toThrow(/^The copy step failed:\n.*bad luck/s);
    expect(existsSync(join(root, '.laptop'))).toBe(false);
  });

  it('ignores folders among the inputs', async () => {
    const { root, step, ran } = makeProject();

    await prepareArtifacts(root, (name) => ran.push(name), [step]);

    expect(ran).toEqual(['copy']);
  });

  it('builds before it synthesizes', () => {
    expect(steps.map((step) => step.name)).toEqual(['build', 'synth']);
  });
});
