import { findingAt, type PersonalData } from '../finding.ts';
import { givenNames, namedAfterPeople } from './given-names.ts';

const word = String.raw`\p{Lu}(?:\p{Ll}[\p{L}’'-]{0,30}|[’']\p{Lu}\p{L}{1,30})`;
const particle = String.raw`(?:(?:de|del|della|da|dos|du|di|la|le|van|von|der|den|ter|zu|bin|al|el|y|Mc|Mac|St\.)\s){0,2}`;
const fullName = new RegExp(
  String.raw`(?<![\p{L}\p{N}&@/.-])(${word})(?:\s\p{Lu}\.)?(?:\s${particle}${word}){1,2}(?![\p{L}\p{N}&@/])`,
  'gu',
);
const titled = new RegExp(
  String.raw`(?<!\p{L})(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Herrn|Frau|Monsieur|Madame|Mme|Mlle|Señora?|Sra?|Signora?|Sig|Dhr|Mevr)\.?\s((?:(?:Dr|Prof)\.\s)?(?:\p{Lu}\.\s)?${word}(?:\s${particle}${word}){0,2})(?![\p{L}\p{N}])`,
  'gu',
);
const labelled = new RegExp(
  String.raw`(?<!\p{L})(?:(?:[Nn]ame|[Cc]ustomer|[Pp]atient|[Aa]pplicant|[Ee]mployee|[Aa]uthor|[Rr]eviewer|[Ss]igned|[Aa]ttn|ATTN|[Aa]nsprechpartner(?:in)?|[Nn]om|[Nn]ombre|[Nn]ome|[Kk]ontakt|[Cc]ontact(?: person)?)\s?:|[Rr]eviewed by|[Pp]osted by|[Ww]ritten by|[Cc]omment by|[Dd]ear|[Hh]i|[Ll]iebe[r]?|Kind regards,|Best regards,|Sincerely,)\s(${word}(?:\s\p{Lu}\.)?\s${particle}${word})(?![\p{L}\p{N}&@/])`,
  'gu',
);

/** What makes a person's name a public business role; it stands beside the name. */
const role =
  /(?<!\p{L})(?:c[eftoimrpsd]o|c[hl]ro|chief|founders?|co-?founders?|founded|president|chair(?:man|woman|person)?|directors?|directeur|director[ae]?|direttore|diretora?|managers?|managing|head of|lead(?:er|s)?|vp|svp|evp|vice|partner|principal|owner|inhaber(?:in)?|geschäftsführer(?:in)?|vorstand|leiter(?:in)?|gérante?|président|fondat(?:eur|rice)|fundadora?|presidente|general counsel|secretary|treasurer|board|minister|senator|governor|investor|executive|officer|engineer|developer|analyst|consultant|editor|professor|architect|scientist|designer|specialist|representative|spokes(?:man|woman|person)|led by|appointed|actor|actress|starring|played by|plays|character|joins as|said|says|代表|社長|取締役)(?!\p{L})/iu;
/** What follows or begins a name that is a thing's: a firm, a place, a prize. */
const thingAfter =
  /^[\s,]{0,2}(?:&|and Sons|Inc|LLC|Ltd|Limited|GmbH|AG|SE|PLC|Corp|Co\b|S\.A|Group|Holdings?|Partners|Capital|Labs?|Bank|University|College|School|Institute|Foundation|Hospital|Hotel|Museum|Airport|Stadium|Center|Centre|Hall|Park|Street|St\b|Road|Rd\b|Avenue|Ave\b|Boulevard|Square|Bridge|Award|Prize|Cup|Conference|Summit|Day|Act|Law|Theorem|Method|Platform|Cloud|Edition|Insurance|Financial|Technologies|Systems|Software|Solutions|Media|Records|Motors|Foods|County|City|Island|Bay|Beach|Airlines|Health|Energy|Consulting|Associates|Law)/;
const thingBefore = /(?:\bthe|\bSt\.|\bPort|\bMount|\bLake|\bFort|\bSan|\bSanta|&|\bat|\bby the)\s$/;
/** Ordinary words in capitals that stand before or after a given name. */
const notSurname =
  /^(?:The|And|For|With|Our|Your|New|Old|All|How|Why|What|When|Read|Learn|Get|More|About|Contact|Team|Home|Blog|News|Press|Careers|Pricing|Product|Products|Platform|Solutions|Customers|Company|Sign|Log|Book|Start|Free|Demo|Support|Help|Terms|Privacy|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|North|South|East|West|Street|City|Summit|Conference|Cloud|Data|Digital|Global|International|Texas|Carolina|Dakota|Virginia|Robotics|Analytics|Systems|Software|Labs|Group|Bank|Capital|University|Studio|Pro|Plus|Enterprise|Store|Shop|Edition|Series|Round|Gym|Gymnasium|Arena|Auditorium|Library|Theater|Theatre|Pavilion|Tower|Towers|Building|Plaza|Mall|Stadium|Clinic|Hospital|Church|Cathedral|Station|Restaurant|Cafe|Café|Pub|Valley|River|Creek|Mountain|Mountains|Hills|Coast|Island|Islands|Airport|Museum|Gallery|Garden|Gardens|Center|Centre|College|School|Hall|Memorial|Award|Awards|Prize|Trail|Highway|Boulevard|Inc|Ltd|GmbH|Is|Was|Has|Will|Can|Suite|Out|Says|Said|Joins|In|On|At|To|From|By|As|Of)$/;
/** How far beside a name its role is looked for, in characters. */
const reach = 64;

/** A person's name in a text, and whether a public business role stands beside it. */
export interface NamedPerson extends PersonalData {
  readonly isPublic: boolean;
}

/**
 * Finds names of persons who stand in no public business role: after a form of address or a label, or
 * where a common given name meets a surname. A role beside the name makes it a public fact.
 */
export function findPersons(text: string): PersonalData[] {
  return findNames(text).flatMap(({ isPublic, ...finding }) => (isPublic ? [] : [finding]));
}

/** Finds names of persons, whatever their role. */
export function findNames(text: string): NamedPerson[] {
  const cued = [...text.matchAll(titled), ...text.matchAll(labelled)]
    .map((match) => {
      const end = match.index + match[0].length;
      return findingAt('person', text, end - (match[1] ?? '').length, end);
    })
    .filter(({ text: name }) => !notSurname.test(name.split(' ')[0] ?? ''));
  const known = [...text.matchAll(fullName)].flatMap((match) => nameIn(text, match));
  const distinct = new Map([...known, ...cued].map((finding) => [finding.start, finding]));
  return [...distinct.values()]
    .filter(({ start, end }) => !isThing(text, start, end))
    .map((finding) => ({ ...finding, isPublic: hasRole(text, finding.start, finding.end) }));
}

function hasRole(text: string, start: number, end: number): boolean {
  const before =
    text
      .slice(Math.max(0, start - reach), start)
      .split(/[.!?|•]\s/)
      .at(-1) ?? '';
  const after = text.slice(end, end + reach).split(/[!?|•]\s|\.\s(?=\p{Lu})/u)[0] ?? '';
  return role.test(before) || role.test(after);
}

/** Takes the name out of a row of capitalised words: it begins with a given name and ends before ordinary words. */
function nameIn(text: string, match: RegExpExecArray): PersonalData[] {
  const words = match[0].split(' ');
  const first = words.findIndex((part) => givenNames.has(part.toLowerCase()));
  if (first < 0) return [];
  // A third word is a surname only after a second given name, an initial or a particle.
  const second = words[first + 1] ?? '';
  const isLong = givenNames.has(second.toLowerCase()) || /^(?:\p{Lu}\.|\p{Ll}+|Mc|Mac|St\.)$/u.test(second);
  const taken = words.slice(first, first + (isLong ? words.length : 2));
  const last = taken.findLastIndex((part) => !notSurname.test(part));
  const name = taken
    .slice(0, last + 1)
    .join(' ')
    .replace(/[’']s$/, '');
  if (last < 1 || namedAfterPeople.has(name.toLowerCase())) return [];
  const start = match.index + words.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
  return [findingAt('person', text, start, start + name.length)];
}

function isThing(text: string, start: number, end: number): boolean {
  return thingAfter.test(text.slice(end, end + 24)) || thingBefore.test(text.slice(Math.max(0, start - 10), start));
}
