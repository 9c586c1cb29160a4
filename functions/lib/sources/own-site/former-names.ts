import { foldCompanyName } from '../../company/name.ts';
import type { Document } from '../../content/index.ts';

const name = "(\\p{Lu}[\\p{L}\\p{N}&.'’-]*(?: (?:\\p{Lu}|\\d)[\\p{L}\\p{N}&.'’-]*){0,3})";
/** `formerly Acme`, `previously known as Acme`, `vormals Acme`; a person's former employer is `formerly at Acme`. */
const earlier = new RegExp(
  `\\b(?:formerly|previously|until \\d{4}|vormals|ehemals|anciennement|antes)(?: (?:known as|called|named|trading as|bekannt als))? ${name}`,
  'gu',
);
/** `Acme is now Larkspur`, `Acme has become Larkspur`. */
const becoming = new RegExp(`${name} (?:is now|has become|became|changed its name to|heißt jetzt) ${name}`, 'gu');
const mostNames = 3;

/** Gives the names that a page says its owner bore before; `current` is what the owner is called now. */
export function findFormerNames({ blocks, segments }: Document, current: string): string[] {
  const texts = [
    ...blocks.filter(({ kind }) => kind !== 'quote').map(({ text }) => text),
    ...segments.filter(({ origin }) => origin === 'meta').map(({ text }) => text),
  ];
  const wanted = foldCompanyName(current);
  const found = texts.flatMap((text) => [
    // Beside the present name only: on a team's page others were formerly elsewhere.
    ...(mentions(text, wanted) ? [...text.matchAll(earlier)].map((match) => match[1] ?? '') : []),
    ...[...text.matchAll(becoming)].flatMap((match) => (isAbout(match[2] ?? '', wanted) ? [match[1] ?? ''] : [])),
  ]);
  const names = found.map((text) => text.replace(/[.'’-]+$/, '').trim());
  const distinct = new Map(names.map((text) => [foldCompanyName(text), text]));
  return [...distinct]
    .flatMap(([folded, text]) => (folded === '' || folded === wanted ? [] : [text]))
    .slice(0, mostNames);
}

function mentions(text: string, wanted: string): boolean {
  return ` ${foldCompanyName(text)} `.includes(` ${wanted} `);
}

function isAbout(text: string, wanted: string): boolean {
  return ` ${foldCompanyName(text)} `.startsWith(` ${wanted} `);
}
