import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../../infra/create-app.ts';
import { ConfigurationError, contextFrom, namingVariables, readAll, settingOf } from '../../../infra/environment.ts';
import { steps } from '../../../local/dev/artifacts.ts';

const failing = (message: string) => () => {
  throw new Error(message);
};

describe('the settings from the environment', () => {
  it('stand for the settings of the context; an empty variable says nothing', () => {
    const environment = { API_STAGE: 'test', CORS_ORIGIN: ' ', AWS_REGION: 'eu-west-1', OPENAI_API_KEY: 'sk-1' };

    expect(contextFrom(environment)).toEqual({ stage: 'test', region: 'eu-west-1' });
  });

  it('are those on which the laptop’s synthesis depends', () => {
    expect(steps.find(({ name }) => name === 'synth')!.variables).toEqual(
      expect.arrayContaining(Object.keys(settingOf)),
    );
  });
});

describe('problems with the settings', () => {
  it('are all listed, not only the first', () => {
    const read = () => readAll({ one: failing('one is wrong.'), two: () => 2, three: failing('three is wrong.') });

    expect(read).toThrow(/one is wrong.\n.*three is wrong./);
  });

  it('name the variable where the environment gave the value, and the setting where the command line did', () => {
    const given = { context: { stage: 'live' }, environment: { API_STAGE: 'x', CORS_ORIGIN: 'nowhere' } };

    const read = () =>
      namingVariables(given, () => readAll({ a: failing('stage must'), b: failing('corsOrigin must.') }));

    expect(read).toThrow('- stage must\n  - corsOrigin must. It is CORS_ORIGIN in the environment.');
  });

  it('are no reason to hide another error', () => {
    expect(() => namingVariables({ context: {}, environment: {} }, failing('out of memory'))).toThrow('out of memory');
  });

  it('stop the app before anything is synthesized', () => {
    const environment = { API_STAGE: 'live', AWS_ACCOUNT_ID: '12', AWS_REGION: 'mars', CACHE_TTL_HOURS: '-1' };
    const outdir = mkdtempSync(join(tmpdir(), 'app-'));
    const app = () => createApp({ root: '', outdir, context: {}, environment });

    expect(app).toThrow(ConfigurationError);
    expect(app).toThrow(/API_STAGE[\s\S]*AWS_ACCOUNT_ID[\s\S]*CACHE_TTL_HOURS/);
  });
});
