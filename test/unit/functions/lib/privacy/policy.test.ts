import { describe, expect, it } from 'vitest';
import { defaultPrivacyPolicy, readPrivacyPolicy } from '../../../../../functions/lib/privacy/policy.ts';

const charged = ['card', 'iban', 'ssn'];

describe('the privacy policy', () => {
  it('is the default where none is set, and the default passes its own rules', () => {
    expect(readPrivacyPolicy(undefined)).toEqual(defaultPrivacyPolicy);
    expect(readPrivacyPolicy('')).toEqual(defaultPrivacyPolicy);
    expect(readPrivacyPolicy(JSON.stringify(defaultPrivacyPolicy))).toEqual(defaultPrivacyPolicy);
  });

  it('says for each stage what is taken out', () => {
    const policy = {
      storage: charged,
      engines: [...charged, 'email', 'email'],
      answer: [...charged, 'email', 'phone'],
    };

    expect(readPrivacyPolicy(JSON.stringify(policy))).toEqual({ ...policy, engines: [...charged, 'email'] });
  });

  it.each([
    ['numbers that can be charged are stored', { storage: [], engines: charged, answer: charged }, 'storage'],
    [
      'an engine sees what is not stored',
      { storage: [...charged, 'ip'], engines: charged, answer: charged },
      'engines',
    ],
    [
      'the answer shows what no engine saw',
      { storage: charged, engines: [...charged, 'ip'], answer: charged },
      'answer',
    ],
    ['a type is unknown', { storage: ['iris'], engines: charged, answer: charged }, 'storage.0'],
    ['a stage is unknown', { ...defaultPrivacyPolicy, logs: [] }, 'PRIVACY_POLICY'],
    ['it is not JSON', null, 'PRIVACY_POLICY'],
  ])('is refused where %s, naming the place', (_what, policy, place) => {
    const json = policy === null ? '{storage' : JSON.stringify(policy);

    expect(() => readPrivacyPolicy(json)).toThrow(place);
  });
});
