import { findBoilerplate } from './boilerplate.ts';
import type { Block } from './document.ts';
import type { TextRun } from './visible-text.ts';

const mostBlocks = 4_000;
const longestBlock = 5_000;

/** Turns a page's text runs into blocks with the headings they stand under, in reading order. */
export function toBlocks(runs: readonly TextRun[]): Block[] {
  const kept = runs.slice(0, mostBlocks);
  const boilerplate = findBoilerplate(kept);
  const path: { level: number; text: string }[] = [];
  return kept.map((run, index) => {
    const level = run.isImageAlt ? null : levelOf(run);
    if (level !== null) while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    const text = run.text.slice(0, longestBlock).trimEnd();
    const section = path.map((heading) => heading.text);
    if (level !== null) path.push({ level, text });
    return { kind: kindOf(run), level, text, section, boilerplate: boilerplate[index] ?? false };
  });
}

function levelOf(run: TextRun): number | null {
  const heading = ancestorNames(run).find((name) => /^h[1-6]$/.test(name));
  return heading === undefined ? null : Number(heading[1]);
}

function kindOf(run: TextRun): Block['kind'] {
  if (run.isImageAlt) return 'image-alt';
  const names = ancestorNames(run);
  if (names.some((name) => /^h[1-6]$/.test(name))) return 'heading';
  if (names[0] === 'tr') return 'table-row';
  if (names.includes('blockquote')) return 'quote';
  return names.some((name) => name === 'li' || name === 'dd' || name === 'dt') ? 'list-item' : 'paragraph';
}

/** The run's element and those around it, up to the part of the page that they stand in. */
function ancestorNames({ element }: TextRun): string[] {
  const names: string[] = [];
  for (let each: TextRun['element'] | null = element; each !== null; each = each.parent) {
    if (['body', 'main', 'section', 'article'].includes(each.name)) break;
    names.push(each.name);
  }
  return names;
}
