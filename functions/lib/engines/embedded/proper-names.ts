/** Words of menus, buttons and headings that are written like names and name nothing. */
const common = new Set(
  (
    'about academy account accessibility affiliates all api apps archive article articles award awards badge banner best billing blog book brand bug careers case changelog chat cli community companies company compare contact cookies ' +
    'copyright customers dashboard demo developers discord docs documentation download downloads enterprise events explore facebook faq faqs ' +
    'features feed footer forum free gallery get github go graphic guide guides header hero help here home icon icons illustration image images industries info insights ' +
    'instagram integrations jobs join keyboard learn legal library linkedin list login logo logos map media menu meet more new news newsletter next now ' +
    'office offer offers online open our overview partner partners phone photo picture plans platform play podcast question questions portal portfolio press previous pricing privacy product products ' +
    'profile program read reddit register releases report reports request resources reviews roadmap sales screenshot search security see overview ' +
    'service services settings share shop sign sitemap slack solutions start status store stories story students subscribe support ' +
    'team teams templates terms testimonials tiktok tools top tour training trial trust try tutorials twitter university us use user video videos view ' +
    'watch webinars website welcome what why work x your youtube yes no one two three the a an and or of for in on to with how who we it this that is are'
  ).split(' '),
);

/** What a page about a thing is called, rather than the thing. */
const pageWord = /^(?:overview|pricing|docs|documentation|login|demo|blog|faqs?|guides?|status|tutorials?)$/i;

/** Small words that stand inside names. */
const joining = new Set(['of', 'the', 'and', '&', 'for', 'de', 'la', 'du', 'von', 'van', 'y', 'di']);

/**
 * Whether a short text is written as a proper name: up to five words, each but the joining ones
 * beginning with a capital or a digit, no sentence marks, and not only words of menus.
 */
export function looksLikeName(text: string, most = 5): boolean {
  if (
    text.length < 2 ||
    text.length > 48 ||
    /[.!?:;"“”@/\\|•→↗*<>{}[\]=#…]|\s[-–—]\s|^\d+$|\$|%/.test(text.replace(/\.(?=\w)|\.$/g, ''))
  )
    return false;
  const words = text.split(' ');
  if (words.length > most || pageWord.test(words.at(-1) ?? '')) return false;
  const telling = words.filter((word) => !joining.has(word.toLowerCase()));
  if (telling.length === 0 || !/^[\p{Lu}\p{N}]|^\p{Ll}+\p{Lu}/u.test(words[0] ?? '')) return false;
  if (!telling.every((word) => /^[\p{Lu}\p{N}(&+]|^\p{Ll}+\p{Lu}|^\p{Ll}+\d|^\p{Ll}{2,}\.\p{Ll}{2,}$/u.test(word)))
    return false;
  return !telling.every((word) => common.has(word.toLowerCase().replace(/[^\p{L}]/gu, '')));
}

const personWord = /^\p{Lu}[\p{Ll}'’]+(?:[-'’]?\p{Lu}\p{Ll}+)*$|^(?:Mc|Mac|O['’]|D['’])\p{Lu}\p{Ll}+$/u;
const particle = /^(?:van|von|de|der|den|la|le|da|dos|del|di|bin|al|el|Ó|Mc|ten|ter|zu)$/i;

/** Words that make a capitalised pair a role, a team or a firm rather than a person. */
const notPersons =
  /\b(?:team|leadership|management|board|chief|officer|executive|director|president|founder|head|vice|senior|manager|engineer|sales|marketing|product|customer|success|support|our|the|meet|company|group|inc|llc|ltd|university|college|school|street|avenue|road|north|south|east|west|new|united|san|los|read|learn|more|view|join|about|contact|press|news|blog|open|positions?|careers?|values?|mission|story|data|cloud|services?|solutions?|technolog(?:y|ies)|systems?|partners?|capital|ventures?|security|privacy|operations?|finance|human|resources|people|design|advis(?:or|er)s?|investors?|committee|department|global|international|award)\b/i;

/** Whether a text is written as a person's name: two to four capitalised words, initials and particles allowed. */
export function looksLikePerson(text: string): boolean {
  const words = text.replace(/^(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+/, '').split(' ');
  if (words.length < 2 || words.length > 5 || notPersons.test(text)) return false;
  const last = words.at(-1) ?? '';
  if (!personWord.test(words[0] ?? '') && !/^\p{Lu}\.?$/u.test(words[0] ?? '')) return false;
  return (
    personWord.test(last) &&
    words
      .slice(1, -1)
      .every((word) => personWord.test(word) || particle.test(word) || /^["“(]?\p{Lu}[\p{Ll}]*\.?["”)]?$/u.test(word))
  );
}
