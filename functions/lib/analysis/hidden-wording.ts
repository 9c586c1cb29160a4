/** Cyrillic and Greek letters that look like Latin ones (Unicode TR39, confusables). */
const lookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'аa еe оo рp сc уy хx іi јj ѕs һh ԁd ɡg ӏl ѵv ԝw ԛq αa οo ρp νv ιi κk τt υu ηn ε' +
    'e ɩi ɑa ⅼl ꜱs ʏy ᴀa ᴇe ᴏo ɪi ɴn ʀr ᴛt ᴜu ᴍm ᴘp ꜰf ɢg ʟl ᴅd ʙb ᴄc АA ВB ЕE КK МM НH ОO РP СC ТT ХX ІI ЅS ΑA ΒB ΕE ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX'
  )
    .split(' ')
    .map((pair) => [...pair])
    .map(([like = '', letter = '']) => [like, letter]),
);

const base64 = /(?<![A-Za-z0-9+/=_-])(?:[A-Za-z0-9+/_-]{4}){4,}[A-Za-z0-9+/_-]{0,3}={0,2}(?![A-Za-z0-9+/=_-])/g;
const hexadecimal = /(?<![0-9a-z])(?:(?:\\x|0x)?[0-9a-f]{2}[\s,]?){12,}(?![0-9a-z])/gi;
const percent = /(?:%[0-9a-f]{2}|[\w.,!:'"+-]){4,}/gi;
const spread = /(?<!\p{L})(?:\p{L}[ .·_-]){6,}\p{L}(?!\p{L})/gu;
/** What is decoded of one text at most, so that a page of gibberish costs no more than a page. */
const longest = 20_000;

/**
 * Gives what a text says when read as it may have been written for a machine: without invisible characters and
 * look-alike letters, with letters drawn together, or decoded. Readings that say nothing new are left out.
 */
export function decodings(text: string): string[] {
  const part = text.slice(0, longest);
  const plain = unmask(part);
  const readings = [
    plain,
    part.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, ''),
    ...(part.match(base64) ?? []).map((run) => Buffer.from(run, 'base64').toString('utf8')),
    ...(part.match(hexadecimal) ?? []).map((run) =>
      Buffer.from(run.replace(/\\x|0x|[\s,]/gi, ''), 'hex').toString('utf8'),
    ),
    ...(part.includes('%') ? (part.match(percent) ?? []).map(decodePercent) : []),
    ...(spread.test(part) ? [drawTogether(part)] : []),
    ...(looksShifted(part) ? [shift(part)] : []),
  ];
  return [...new Set(readings)].filter((reading) => reading !== text && isPrintable(reading));
}

/** NFKC reads mathematical and full-width letters; the tag block carries ASCII above U+E0000. */
function unmask(text: string): string {
  const tagged = text.replace(/[\u{e0020}-\u{e007e}]/gu, (tag) =>
    String.fromCodePoint((tag.codePointAt(0) ?? 0) - 0xe0000),
  );
  return [...tagged.normalize('NFKC')].map((letter) => lookAlikes[letter] ?? letter).join('');
}

function decodePercent(run: string): string {
  try {
    return decodeURIComponent(run.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

function drawTogether(text: string): string {
  return text.replace(/(?<!\p{L})(\p{L})[ .·_-](?=\p{L}(?!\p{L}))/gu, '$1').replace(/\s{2,}/g, ' ');
}

/** ROT13 of English has hardly any of its commonest words; decoding every text would be waste. */
function looksShifted(text: string): boolean {
  return /\b(?:gur|naq|lbh|nyy|cerivbhf|vafgehpgvbaf|vtaber|flfgrz|cebzcg)\b/i.test(text);
}

function shift(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

function isPrintable(text: string): boolean {
  const odd = text.match(/[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return text.length > 3 && odd * 10 < text.length;
}
