import type { FieldFact } from '../../company/profile.ts';
import type { Block } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { looksLikeName, looksLikePerson } from './proper-names.ts';
import { containsName, type Page, type Reading } from './reading.ts';

const role =
  '(?:(?:[Cc]o-)?(?:[Ff]ounder|[Oo]wner)|C[EFTOMRPI]O|President|Chief|V\\.?P|SVP|EVP|Vice President|Head|Director|Managing Director|(?:\\w+ ){0,3}(?:Director|Manager|Engineer|Lead|Officer|Developer|Designer|Analyst|Specialist|Coordinator|Planner))';
/** `CEO at Acme`, `Director of Operations, Acme`; what stands behind the last of the separators is the company. */
const attribution = new RegExp(
  `^(?:[^,@]{3,40}, )?${role}\\b(?:.{0,50}(?:\\s(?:at|@)\\s|,\\s)|.{0,40}\\sof\\s)(.{2,40})$`,
);
const legalForm = /,\s(?:Inc|LLC|Ltd|GmbH|AG|Corp)\.?$/i;
/** A role's own field is no company: `Director, Marketing`. */
const field =
  /^(?:(?:global |head of |senior )*(?:marketing|sales|engineering|product|operations|finance|growth|design|technology|data|it|hr|people|research|r&d|strategy|security|customer success|support|business development|platform|infrastructure)(?: (?:&|and) \w+)?|(?:north |latin |south )?america|emea|apac|europe|us|uk|usa)$/i;
const praiseHeading = /\b(?:customers?|clients|testimonials?|stories|love[ds]?|trusted|people say|reviews)\b/i;

/**
 * States who signs a quote as a customer, with what was said: a byline beside words in quotation marks
 * or words about the company, or under a heading about customers. That the company of someone who
 * praises a product uses it is a conclusion, hence derived.
 */
export function bylineCustomers({ document, blocks }: Page, reading: Reading): FieldFact[] {
  return blocks.flatMap((block) => {
    // What was said may be told from furniture less surely than who said it.
    const index = document.blocks.indexOf(block);
    const company = companyIn(block) ?? companyBelow(block, document.blocks[index + 1]);
    if (company === null) return [];
    const said = saidBeside(document.blocks, index, reading);
    if (said === undefined && !praiseHeading.test(block.section.at(-1) ?? '')) return [];
    return stateFact(document, {
      field: 'customers',
      value: company,
      quotes: [block.text.includes(company) ? block.text : company, ...(said === undefined ? [] : [said.text])],
      confidence: said === undefined ? 0.55 : 0.65,
      basis: 'derived',
    });
  });
}

function companyIn({ text, kind }: Block): string | null {
  if (text.length > 90 || (kind !== 'paragraph' && kind !== 'list-item' && kind !== 'heading')) return null;
  const name = attribution.exec(text.replace(legalForm, ''))?.[1]?.trim() ?? '';
  return looksLikeName(name, 4) && !field.test(name) ? name : null;
}

const bareRole = new RegExp(`^${role}(?: of \\w+(?: (?:&|and) \\w+)?)?$`);

/** The company on the line below a role: `Director of Engineering`, `Acme Television`. */
function companyBelow(block: Block, next: Block | undefined): string | null {
  const isPair = block.kind === 'paragraph' && next?.kind === 'paragraph' && bareRole.test(block.text);
  return isPair && looksLikeName(next.text, 4) && !field.test(next.text) && !looksLikePerson(next.text)
    ? next.text
    : null;
}

/** What was said stands right before a byline, or right behind it. */
function saidBeside(blocks: readonly Block[], index: number, reading: Reading): Block | undefined {
  const near = [...blocks.slice(Math.max(0, index - 3), index).reverse(), ...blocks.slice(index + 1, index + 3)];
  return near.find(
    ({ kind, text }) =>
      text.length >= 15 &&
      text.length <= 600 &&
      (kind === 'quote' ||
        /^["“‘']/.test(text) ||
        (kind !== 'image-alt' &&
          /\b(?:we|our|us|I|my)\b/i.test(text) &&
          reading.names.some((own) => containsName(text, own)))),
  );
}
