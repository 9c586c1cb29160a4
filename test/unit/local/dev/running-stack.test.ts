import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StepError } from '../../../../local/dev/artifacts.ts';
import { describeFailure } from '../../../../local/dev/failure.ts';
import { describeStack } from '../../../../local/dev/greeting.ts';
import { readRunningStack, removeRunningStack, writeRunningStack } from '../../../../local/dev/stack-file.ts';
import { TemplateError } from '../../../../local/template/errors.ts';
import { UsageError } from '../../../../local/usage-error.ts';

const newRoot = () => mkdtempSync(join(tmpdir(), 'root-'));
const stack = { url: 'http://127.0.0.1:4010', apiKey: 'dev_key', pid: process.pid, endpoints: {}, outputs: {} };
/** No process has it: the kernel's limit is 2^22. */
const deadPid = 2 ** 22 + 1;

describe('the file of a running stack', () => {
  it('is found by other commands, until the stack removes it', () => {
    const root = newRoot();

    writeRunningStack(root, stack);
    const found = readRunningStack(root);
    removeRunningStack(root, process.pid);

    expect(found).toEqual(stack);
    expect(readRunningStack(root)).toBeNull();
  });

  it('stays that of the first stack, whatever a second one does', () => {
    const root = newRoot();
    writeRunningStack(root, { ...stack, pid: process.ppid });

    writeRunningStack(root, stack);
    removeRunningStack(root, process.pid);

    expect(readRunningStack(root)?.pid).toBe(process.ppid);
  });

  it('does not count when its process has died, or it is no such file', () => {
    const [dead, strange, none] = [newRoot(), newRoot(), newRoot()];
    writeRunningStack(dead, { ...stack, pid: deadPid });
    writeRunningStack(strange, stack);
    writeFileSync(join(strange, '.laptop', 'stack.json'), '{}');

    expect([dead, strange, none].map(readRunningStack)).toEqual([null, null, null]);
  });
});

describe('the greeting', () => {
  it('shows three calls that carry the key', () => {
    const lines = describeStack(stack, 'acme.example').split('\n');

    const calls = lines.filter((line) => line.includes('curl'));

    expect(calls).toHaveLength(3);
    expect(calls.every((line) => line.includes("-H 'x-api-key: dev_key'") && line.includes(stack.url))).toBe(true);
    expect(calls[1]).toContain(String.raw`sed -nE 's/.*"requestId":"([^"]+)".*/\1/p'`);
  });
});

describe('a failure', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 4010 });

  it.each([
    [new UsageError('Unknown option --nope'), 2, /^Unknown option --nope\nSee/],
    [taken, 3, /^Port 4010 is taken/],
    [new StepError('The build step failed'), 1, /^The build step failed$/],
    [new TemplateError('no stage'), 1, /^no stage$/],
    [new RangeError('inside'), 1, /RangeError: inside\n/],
    ['text', 1, /^text$/],
  ])('%s ends with code %i and words', (error, exitCode, message) => {
    expect(describeFailure(error)).toEqual({ exitCode, message: expect.stringMatching(message) });
  });
});
