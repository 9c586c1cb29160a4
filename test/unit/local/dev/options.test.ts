import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWeb, parseDevOptions } from '../../../../local/dev/options.ts';
import { UsageError } from '../../../../local/usage-error.ts';

describe('the options of npm run dev', () => {
  it('have defaults', () => {
    expect(parseDevOptions([])).toEqual({
      port: 4010,
      dataDir: undefined,
      pagesDir: undefined,
      live: false,
      engines: [],
      schedules: false,
      asBuilt: false,
    });
  });

  it('are read', () => {
    const options = parseDevOptions(['--port', '0', '--schedules', '--data', 'kept', '--pages=saved', '--as-built']);

    expect(options).toEqual({
      schedules: true,
      port: 0,
      dataDir: 'kept',
      pagesDir: 'saved',
      live: false,
      engines: [],
      asBuilt: true,
    });
  });

  it.each([['--help'], ['-h']])('%s asks for help', (flag) => {
    expect(parseDevOptions([flag])).toBe('help');
  });

  it.each([
    [['--nope'], /--nope/],
    [['stray'], /stray/],
    [['--port', 'x'], /0 to 65535, not "x"/],
    [['--port', '70000'], /not "70000"/],
    [['--data='], /--data takes a folder/],
    [['--live', '--pages', 'a'], /choose one/],
    [['--engines', 'gpt'], /some of openai, anthropic, bedrock, not "gpt"/],
    [['--live', '--engines', 'openai'], /keys in .env decide/],
  ])('%j is refused', (argv, message) => {
    expect(() => parseDevOptions(argv)).toThrow(UsageError);
    expect(() => parseDevOptions(argv)).toThrow(message);
  });

  it('take any port there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), (port) => {
        expect(parseDevOptions(['--port', String(port)])).toMatchObject({ port });
      }),
    );
  });
});

describe('the web that a stack sees', () => {
  it.each([
    [{}, 'the sandbox'],
    [{ pagesDir: 'eval' }, 'the saved pages of eval'],
    [{ live: true }, 'the real internet'],
    [{ engines: ['openai', 'bedrock'] as const }, 'the sandbox, with openai, bedrock'],
  ])('for %j is %s', (options, words) => {
    expect(describeWeb({ live: false, pagesDir: undefined, engines: [], ...options })).toBe(words);
  });
});
