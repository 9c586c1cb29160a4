import { App } from 'aws-cdk-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalDataTypes } from '../../../functions/lib/privacy/finding.ts';
import { defaultPrivacyPolicy, readPrivacyPolicy as readAtRuntime } from '../../../functions/lib/privacy/policy.ts';
import { readPrivacyPolicy } from '../../../infra/privacy-policy.ts';

const read = (privacyPolicy: unknown) => readPrivacyPolicy(new App({ context: { privacyPolicy } }).node);
const numbers = ['card', 'iban', 'ssn'];

/** Whether something is taken rather than refused. */
function isTaken(judge: () => unknown): boolean {
  try {
    judge();
    return true;
  } catch {
    return false;
  }
}

describe('reading the privacy policy of a stage', () => {
  it('leaves the default to the functions where none is given', () => {
    expect(readPrivacyPolicy(new App().node)).toBeNull();
    expect(read('')).toBeNull();
  });

  it('takes what the functions take, as text or from a context file', () => {
    const policy = { storage: numbers, engines: [...numbers, 'email'], answer: [...numbers, 'email', 'phone'] };

    expect(read(JSON.stringify(policy))).toBe(JSON.stringify(policy));
    expect(read(policy)).toBe(JSON.stringify(policy));
    expect(readAtRuntime(read(defaultPrivacyPolicy) ?? '')).toEqual(defaultPrivacyPolicy);
  });

  it.each([
    ['{', 'must be a JSON object'],
    ['[]', 'must be a JSON object'],
    [{ storage: numbers }, 'needs a list under engines'],
    [{ ...defaultPrivacyPolicy, logs: [] }, 'has the stages storage, engines, answer, not "logs"'],
    [{ ...defaultPrivacyPolicy, storage: ['card', 'shoe'] }, 'lists under storage some of'],
    [{ ...defaultPrivacyPolicy, storage: ['card'] }, 'must list iban under storage'],
    [{ ...defaultPrivacyPolicy, engines: numbers }, 'must list email under engines'],
    [{ storage: numbers, engines: [...numbers, 'ip'], answer: numbers }, 'must list ip under answer'],
  ])('refuses %j', (policy, message) => {
    expect(() => read(policy)).toThrow(message);
  });

  it('judges any policy as the functions do', () => {
    const lists = fc.subarray([...personalDataTypes, 'shoe'], { minLength: 3 });
    const grown = fc
      .tuple(
        fc.subarray([...personalDataTypes]),
        fc.subarray([...personalDataTypes]),
        fc.subarray([...personalDataTypes]),
      )
      .map(([first, second, third]) => {
        const storage = [...new Set([...numbers, ...first])];
        const engines = [...new Set([...storage, ...second])];
        return { storage, engines, answer: [...new Set([...engines, ...third])] };
      });
    const policies = fc.oneof(fc.record({ storage: lists, engines: lists, answer: lists }), grown);
    fc.assert(
      fc.property(policies, (policy) => {
        const json = JSON.stringify(policy);

        return isTaken(() => read(json)) === isTaken(() => readAtRuntime(json));
      }),
      { numRuns: 60 },
    );
  });
});
