import { foldText } from '../../analysis/claims/folding.ts';
import type { FieldFact } from '../../company/profile.ts';
import type { Document } from '../../content/document.ts';
import { stateFact } from '../../sources/record.ts';
import { readNameList } from './name-lists.ts';
import { distinctValues } from './products.ts';
import { looksLikeName } from './proper-names.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

const mostPartners = 12;
const partnerCue =
  /\b(?:[Pp]artner(?:s|ed|ing|ship)?s? with|[Ii]n partnership with|[Pp]artners (?:include|such as|like)|[Pp]artners are)\s(?=\p{Lu})/u;
const status =
  /\b(AWS|Amazon Web Services|Google Cloud|Microsoft|Salesforce|SAP|Oracle|Shopify|HubSpot|Adobe|Snowflake|ServiceNow|Atlassian|Stripe|Google|Meta)\s(?:\w+\s){0,3}Partner\b/;
const partnerHeading = /^(?:our\s)?(?:\w+\s)?partners(?:\sinclude)?$/i;

/** States partners that the company names as such: in sentences, by a partner status, or listed on its partner page. */
export function statePartners(reading: Reading): FieldFact[] {
  const pages = pagesFor(reading, 'partners', 'about', 'home', 'news');
  const facts = [
    ...pages.flatMap((page) => wordedPartners(page)),
    ...pagesFor(reading, 'partners').flatMap(listedPartners),
  ];
  return distinctValues(
    facts.filter((fact) => !reading.names.some((own) => foldText(String(fact.value)).startsWith(foldText(own)))),
  ).slice(0, mostPartners);
}

function wordedPartners({ document, blocks }: Page): FieldFact[] {
  return blocks
    .filter((block) => block.kind !== 'quote')
    .flatMap((block) => splitSentences(block.text))
    .filter((sentence) => sentence.length <= 400)
    .flatMap((sentence) => {
      const cue = partnerCue.exec(sentence);
      const names = cue === null ? [] : readNameList(sentence.slice(cue.index + cue[0].length));
      const vendor = status.exec(sentence)?.[1];
      return [...names, ...(vendor === undefined ? [] : [vendor])].flatMap((name) =>
        partnerFact(document, name, sentence, 0.75),
      );
    });
}

function listedPartners({ document, blocks }: Page): FieldFact[] {
  return blocks
    .filter((block) => partnerHeading.test(block.section.at(-1) ?? ''))
    .filter((block) => block.kind === 'image-alt' || block.kind === 'list-item' || block.kind === 'heading')
    .flatMap((block) => {
      const name = block.text.replace(/\s+logo$/i, '').split(/\s[-–—:]\s|:\s/)[0] ?? '';
      return looksLikeName(name, 4) ? partnerFact(document, name, block.text, 0.7) : [];
    });
}

function partnerFact(document: Document, value: string, quote: string, confidence: number): FieldFact[] {
  return stateFact(document, { field: 'partnerships', value, quotes: [quote], confidence });
}
