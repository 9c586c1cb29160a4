import { foldText, wordsOf } from './folding.ts';

/** Words that begin sentences of a brief, or stand in them in capitals, without naming anything. */
const ordinary = new Set(
  (
    'a an the this that these those it its they their there we our us you your he she his her i who whom whose which what when where why how ' +
    'and or but nor so yet if then than as at by for from in into of off on onto out over to toward under up with without within about after ' +
    'before between during since until while because although though through across against among around near per via is are was were be been ' +
    'being has have had do does did can could may might must shall should will would not no all any both each every few many more most much ' +
    'some such only own same other another new now here today also even just still very too yes ai ' +
    'ask asks sells sell sold offers charges serves names states shows uses hiring employs based founded raised announced launched published ' +
    'customers customer competitors partners products product pricing team teams people jobs open roles page pages news funding industry ' +
    'headquarters employees markets site website public evidence seen dated named compared comparison competes compliance stack technology ' +
    'their own says said reports reported according stated listed targets positions buys likely possibly perhaps probably test hypothesis opener economic buyer named security standards money growth expansion budget priority charges compared sits present ' +
    'compares phone mail message saw size dns success done one'
  ).split(' '),
);

/**
 * Gives the words of a text that name something: those with a capital letter, or with letters and
 * digits mixed, except ordinary words in capitals at the start of a sentence.
 */
export function namesIn(text: string): string[] {
  const tokens = text.normalize('NFKC').match(/[\p{L}\p{N}]+(?:['’.&+#-]+[\p{L}\p{N}]+)*[+#]*/gu) ?? [];
  return tokens.filter((token) => isName(token) && !ordinary.has(foldText(token)));
}

function isName(token: string): boolean {
  return /\p{Lu}/u.test(token) || (/\p{L}/u.test(token) && /\p{N}/u.test(token));
}

/** Gives the names of a text that stand in none of the given texts. */
export function namesOutside(text: string, ...allowed: readonly string[]): string[] {
  const known = new Set(allowed.flatMap(nameForms));
  return namesIn(text).filter((name) => !nameForms(name).every((form) => known.has(form)));
}

/** A hyphenated or possessive word counts by its parts, so that `Acme's` is found in `Acme`. */
function nameForms(text: string): string[] {
  return wordsOf(text).flatMap((word) => word.replace(/'s$/, '').match(/[\p{L}\p{N}]+[+#]*/gu) ?? []);
}
