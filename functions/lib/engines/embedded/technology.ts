import { labelsIn } from '../../analysis/vocabulary/label.ts';
import { technologies } from '../../analysis/vocabulary/technologies.ts';
import type { FieldFact } from '../../company/profile.ts';
import { stateFact } from '../../sources/record.ts';
import { distinctValues } from './products.ts';
import { type Page, pagesFor, type Reading } from './reading.ts';
import { splitSentences } from './sentences.ts';

const mostTechnologies = 20;

/** `We run on …`, `our stack`; what a product connects to is not what a company runs on. */
const inUse =
  /\b(?:our (?:tech(?:nology)? )?(?:stack|infrastructure|backend|frontend|platform|systems?)|tech(?:nology)? stack|we (?:use|run|build|built|rely|write|work (?:with|in))|built (?:with|on|in)|written in|powered by|runs? on|hosted (?:on|in|with)|you(?:['’]ll| will) (?:use|work with)|experience (?:with|in|of)|proficien(?:t|cy) (?:with|in)|knowledge of|familiarity with|skills in)\b/i;
const notOwn =
  /\bintegrat(?:es?|ions?|ing)\b|\bconnects? (?:to|with)\b|\bcustomers?\b|\bimport\b|\bexport\b|\bsync(?:s|ing)? (?:to|with)\b|\byour (?:data|stack|tools|app)\b/i;
const stackHeading =
  /\b(?:tech(?:nology)? stack|our stack|technologies we use|tools we use|requirements|qualifications|what you(?:['’]ll)? (?:need|bring|work with))\b/i;

/** States technologies that the company says it uses, on pages about work there and about itself. */
export function stateTechnologies(reading: Reading): FieldFact[] {
  const facts = [
    ...pagesFor(reading, 'careers').flatMap((page) => usedIn(page, true)),
    ...pagesFor(reading, 'about', 'security').flatMap((page) => usedIn(page, false)),
  ];
  return distinctValues(facts).slice(0, mostTechnologies);
}

function usedIn({ document, blocks }: Page, isAboutWork: boolean): FieldFact[] {
  return blocks
    .flatMap((block) => {
      const isListed = isAboutWork && block.kind === 'list-item' && stackHeading.test(block.section.at(-1) ?? '');
      return splitSentences(block.text).filter((text) => isListed || inUse.test(text));
    })
    .filter((text) => text.length <= 400 && !notOwn.test(text))
    .flatMap((text) =>
      labelsIn(technologies, text).flatMap((value) =>
        stateFact(document, { field: 'techStack', value, quotes: [text], confidence: 0.7, basis: 'derived' }),
      ),
    );
}
