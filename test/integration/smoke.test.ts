import { describe, expect, it } from 'vitest';
import { checkStage } from '../smoke/checks.ts';
import { useLaptop } from './laptop.ts';

const laptop = useLaptop();

describe('the smoke test', () => {
  it('passes on the laptop’s stack', async () => {
    const findings = await checkStage({ url: laptop.stack.url, apiKey: laptop.stack.apiKey });

    expect(findings.filter(({ problem }) => problem !== null)).toEqual([]);
  });

  it('finds a key that is not let in', async () => {
    const findings = await checkStage({ url: laptop.stack.url, apiKey: 'sio_unknown' });

    expect(findings.map(({ problem }) => problem)).toEqual([
      null,
      null,
      'answered 401, not 200',
      'answered 401, not 404',
    ]);
  });

  it('finds a stage that is not there', async () => {
    const findings = await checkStage({ url: 'http://127.0.0.1:9', apiKey: '' });

    expect(findings.every(({ problem }) => problem !== null)).toBe(true);
  });
});
