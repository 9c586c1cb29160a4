import type { ProfileField } from '../company/profile.ts';

/** What is known of a company, field by field, in the shapes of an answer; unknown fields are null, empty or missing. */
export type KnownProfile = Partial<Readonly<Record<ProfileField, unknown>>>;

/** One difference between two profiles; of a list field one item of it, of a field of named values one of them. */
export interface FieldChange {
  readonly field: ProfileField;
  readonly kind: 'added' | 'removed' | 'changed';
  /** null where it was added. */
  readonly old: unknown;
  /** null where it was removed. */
  readonly new: unknown;
}

/** Gives what changed from one profile to the next, by field. Order and case of list items do not count. */
export function compareProfiles(before: KnownProfile, after: KnownProfile): readonly FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as ProfileField[];
  return fields.flatMap((field) => {
    const [old, present] = [partsOf(before[field]), partsOf(after[field])];
    const names = [...new Set([...old.keys(), ...present.keys()])];
    return names.flatMap((name) => compareParts(field, old.get(name) ?? null, present.get(name) ?? null) ?? []);
  });
}

/**
 * Gives what is known once a later profile has come in. Where that could not see everything (a source was lost,
 * or it looked less deep), what it lacks counts as still so: it has not been shown to be gone.
 */
export function carryForward(before: KnownProfile, after: KnownProfile): KnownProfile {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])] as ProfileField[];
  return Object.fromEntries(fields.map((field) => [field, carryField(before[field], after[field])]));
}

function carryField(before: unknown, after: unknown): unknown {
  if (Array.isArray(after)) {
    const seen = partsOf(after);
    const missing = Array.isArray(before) ? before.filter((item) => !seen.has(identityOf(item))) : [];
    return [...after, ...missing];
  }
  if (isEmpty(after)) return before ?? after;
  return isNamed(before) && isNamed(after) ? { ...before, ...after } : after;
}

function compareParts(field: ProfileField, old: unknown, present: unknown): FieldChange | null {
  if (canonical(old) === canonical(present)) return null;
  const kind = old === null ? 'added' : present === null ? 'removed' : 'changed';
  return { field, kind, old, new: present };
}

/** The parts of a field that come and go by themselves, by what tells them apart. */
function partsOf(value: unknown): ReadonlyMap<string, unknown> {
  if (isEmpty(value)) return new Map();
  if (Array.isArray(value)) return new Map(value.map((item) => [identityOf(item), item]));
  if (isNamed(value)) return new Map(Object.entries(value).map(([name, part]) => [name, { [name]: part }]));
  return new Map([['', value]]);
}

/** Names of networks or schemes with a text each, as in `socialProfiles` and `ids`. */
function isNamed(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((part) => typeof part === 'string');
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A person stays the same in a new role, a piece of news with a new headline at its address. */
function identityOf(item: unknown): string {
  if (typeof item === 'string') return item.trim().toLowerCase();
  if (!isRecord(item)) return canonical(item);
  const { name, url, text, type, date } = item;
  const telling = name ?? url ?? text;
  return typeof telling === 'string' ? telling.trim().toLowerCase() : canonical([type ?? null, date ?? null]);
}

/** JSON with the members of objects in one order; texts that differ in case only are alike. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(typeof value === 'string' ? value.trim().toLowerCase() : (value ?? null));
  const members = Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`);
  return `{${members.sort().join(',')}}`;
}
