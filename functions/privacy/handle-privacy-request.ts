import * as z from 'zod';
import { removeCompany } from '../lib/cache/company-index.ts';
import { IntelligenceError } from '../lib/errors.ts';
import { matchPerson, type PersonMatcher } from '../lib/privacy/person-matcher.ts';
import {
  noCounts,
  notePass,
  type PrivacyCounts,
  type PrivacySubject,
  readPrivacyRequest,
} from '../lib/privacy/privacy-request.ts';
import { suppressPerson } from '../lib/privacy/suppression.ts';
import { deleteObject, findObjects } from '../lib/privacy/sweep-objects.ts';
import { findRows, type SweepTarget, settleRow } from '../lib/privacy/sweep-rows.ts';
import { putJson } from '../lib/storage/bucket.ts';
import { task } from '../lib/task.ts';
import { userPartition } from '../lib/user-data/owner.ts';

/** Ids only: who is meant stands in the request's row, as execution history cannot be erased. */
const inputSchema = z.object({ privacyRequestId: z.string(), pass: z.union([z.literal(1), z.literal(2)]) });

/** Characters around a find that an export shows. */
const shown = 200;
/** What an export lists at most; its status is read with one call. */
const mostFinds = 2000;

/** Makes one pass of an export or an erasure over table and bucket; may be repeated. */
export const handler = task(inputSchema, async ({ privacyRequestId, pass }) => {
  const request = await readPrivacyRequest(privacyRequestId, Date.now());
  if (request === null) throw new IntelligenceError('storage.not_found', 'The privacy request is gone.');
  const { kind, subject } = request;
  if (subject === null) return { kind, counts: request.counts };
  const target = await targetOf(subject);
  const { counts, exportKey } =
    kind === 'erasure' ? await erase(subject, target) : await collect(privacyRequestId, target);
  const total = pass === 1 ? counts : add(request.counts, counts);
  await notePass({ id: privacyRequestId, kind, counts: total, exportKey }, pass, Date.now());
  return { kind, counts: total };
});

async function targetOf({ person, domain }: PrivacySubject): Promise<SweepTarget> {
  return {
    domain,
    matcher: person === null ? null : matchPerson(person),
    userPartition: person?.email == null ? null : await userPartition(person.email, Date.now()),
  };
}

/** The list of the suppressed first, so that what runs meanwhile stores the person no more. */
async function erase({ person, domain }: PrivacySubject, target: SweepTarget) {
  if (person !== null) await suppressPerson(domain, person, Date.now());
  const counts = { ...noCounts };
  for await (const { key } of findObjects(target)) {
    await deleteObject(key);
    counts.objectsDeleted += 1;
  }
  // Its other names are found by its row, which the sweep would take away.
  if (person === null && domain !== null && (await removeCompany(domain))) counts.rowsDeleted += 1;
  for await (const found of findRows(target)) {
    await settleRow(found, target.matcher);
    if (found.verdict === 'delete') counts.rowsDeleted += 1;
    else counts.rowsRedacted += 1;
  }
  return { counts, exportKey: null };
}

/** What is kept, by where it lies; of a person the passages, of a company everything that fits. */
async function collect(id: string, target: SweepTarget) {
  const finds: { readonly place: string; readonly passages: readonly string[] }[] = [];
  for await (const { key, text } of findObjects(target)) {
    if (finds.length < mostFinds) finds.push({ place: `object ${key}`, passages: passagesIn(text, target.matcher) });
  }
  for await (const { row, texts } of findRows(target)) {
    const isOwn = row.pk?.S === target.userPartition;
    const passages = isOwn ? texts : texts.flatMap((text) => passagesIn(text, target.matcher));
    if (finds.length < mostFinds) finds.push({ place: `row ${kindOf(row.pk?.S)} ${row.sk?.S}`, passages });
  }
  const exportKey = `exports/${id}.json`;
  await putJson(exportKey, { finds, isComplete: finds.length < mostFinds });
  return { counts: { ...noCounts, found: finds.length }, exportKey };
}

function passagesIn(text: string, matcher: PersonMatcher | null): string[] {
  if (matcher === null) return [text.slice(0, 10 * shown)];
  return text
    .split(/(?<=[.!?\n}])/)
    .filter((sentence) => matcher.contains(sentence))
    .map((sentence) => sentence.slice(0, 2 * shown));
}

function kindOf(pk: string | undefined): string {
  return (pk ?? '').split('#')[0] ?? '';
}

function add(left: PrivacyCounts, right: PrivacyCounts): PrivacyCounts {
  return {
    rowsDeleted: left.rowsDeleted + right.rowsDeleted,
    rowsRedacted: left.rowsRedacted + right.rowsRedacted,
    objectsDeleted: left.objectsDeleted + right.objectsDeleted,
    found: left.found + right.found,
  };
}
