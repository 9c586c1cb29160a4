/** The commonest function words of a few languages (ISO 639-1); they tell a text's language in a few lines. */
const functionWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the and of to for with your you our is are that this we from'.split(' ')),
  de: new Set('der die und das für mit ist sie wir von den ein eine nicht auf'.split(' ')),
  fr: new Set('le la les et des pour vous nous avec est dans une votre sur du'.split(' ')),
  es: new Set('el la los las y para con una que por del su nuestro más en'.split(' ')),
  it: new Set('il lo gli e per con una che di della nostri sono più nel dei'.split(' ')),
  pt: new Set('o os as e para com uma que por do da seu nossa não mais'.split(' ')),
  nl: new Set('de het een en voor met van is zijn wij je onze niet op bij'.split(' ')),
  sv: new Set('och att det som för med är den till vi av ett din på inte'.split(' ')),
  pl: new Set('i w na z do dla się jest nie że to oraz od przez twoje'.split(' ')),
};

const scripts: readonly [RegExp, string][] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
];

/** Gives the language (ISO 639-1) in which a text is most likely written, null below a handful of known words. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, 4000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const script = scripts.find(([pattern]) => (sample.match(pattern)?.length ?? 0) > letters * 0.3);
  if (script !== undefined) return script[1];
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = Object.entries(functionWords).map(
    ([language, known]) => [language, words.filter((word) => known.has(word)).length] as const,
  );
  const [first, second] = scores.sort((left, right) => right[1] - left[1]);
  if (first === undefined || second === undefined) return null;
  return first[1] >= 4 && first[1] > second[1] ? first[0] : null;
}
