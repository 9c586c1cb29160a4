import type { Answer, CompanyIntelligence } from '../company/answer.ts';
import type { PersonalDataType } from './finding.ts';
import { findPersonalData } from './personal-data.ts';
import type { Placeholders } from './placeholders.ts';
import type { PrivacyPolicy } from './policy.ts';
import { redactionOf, redactValue } from './redact-document.ts';

/** What reaches a person at work; only clients that may have contacts get to see it. */
const contactTypes: readonly PersonalDataType[] = ['email', 'phone'];

/**
 * Gives the types that are still to be replaced in an answer: what its stage lists beyond the stage before, and
 * ways of reaching a person where the client may not have `contacts`.
 */
export function typesLeftFor({ engines, answer }: PrivacyPolicy, contacts: boolean): readonly PersonalDataType[] {
  const unwanted = new Set([...answer, ...(contacts ? [] : contactTypes)]);
  return [...unwanted].filter((type) => !engines.includes(type));
}

/**
 * Replaces personal data of these types in all that an answer says of companies. Executives are public role
 * facts, and keep their names; addresses of sources stay as they are.
 */
export function redactAnswer(answer: Answer, types: readonly PersonalDataType[], placeholders: Placeholders): Answer {
  const { companyIntelligence, customerIntelligence } = answer;
  if (types.length === 0 || companyIntelligence === null) return answer;
  const executives = executiveNames(companyIntelligence);
  const redact = (value: unknown): unknown => redactStrings(value, types, executives, placeholders);
  const { sources, ...told } = companyIntelligence;
  return {
    ...answer,
    companyIntelligence: { ...(redact(told) as typeof told), sources } as CompanyIntelligence,
    ...(customerIntelligence === undefined
      ? {}
      : { customerIntelligence: redact(customerIntelligence) as typeof customerIntelligence }),
  };
}

function redactStrings(
  value: unknown,
  types: readonly PersonalDataType[],
  executives: ReadonlySet<string>,
  placeholders: Placeholders,
): unknown {
  return redactValue(value, (text) => {
    if (/^https?:\/\//.test(text)) return text;
    const found = findPersonalData(text).filter(
      (finding) => types.includes(finding.type) && !executives.has(finding.text),
    );
    return found.length === 0 ? text : redactionOf(found, placeholders)(text);
  });
}

function executiveNames({ keyExecutives }: CompanyIntelligence): ReadonlySet<string> {
  const list: readonly unknown[] = Array.isArray(keyExecutives) ? keyExecutives : [];
  const names = list.map((entry) => (typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'name') : null));
  return new Set(names.filter((name) => typeof name === 'string'));
}
