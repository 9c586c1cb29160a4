/** What an entity is called in running text. */
export interface EntityWording {
  readonly type: 'organisation' | 'person' | 'product' | 'place' | 'money' | 'date';
  /** Matches the entity itself, or names it in a group `entity`, a person's role in `role`. */
  readonly pattern: RegExp;
}

const word = "\\p{Lu}[\\p{L}\\p{N}&'’-]*";
const names = `${word}(?:\\s(?:of\\s|and\\s|&\\s)?${word}){0,3}`;
const person =
  "\\p{Lu}[\\p{Ll}'’]+(?:[-'’]\\p{Lu}\\p{Ll}+)?(?:\\s\\p{Lu}\\.)?(?:\\s(?:van|von|de|der|da|di)){0,2}(?:\\s\\p{Lu}[\\p{L}'’]+(?:-\\p{Lu}\\p{Ll}+)?){1,2}";
const role =
  '(?:(?:[Cc]o-)?[Ff]ounder(?: and (?:CEO|CTO|[Cc]hief [Ee]xecutive))?|C[EFTOMRPI]O|CISO|[Cc]hief [A-Za-z]+(?: [Oo]fficer)?|[Pp]resident|[Cc]hair(?:man|woman|person)?|[Mm]anaging [Dd]irector|(?:Senior |Executive )?[Vv]ice [Pp]resident|VP|[Hh]ead of)';
/** Roles that stand before a name; after others comes what they are for. */
const leading =
  '(?:[Ff]ounder and CEO|[Ff]ounder|C[EFTO]O|[Cc]hief [a-z]+(?: officer)?|[Mm]anaging [Dd]irector|[Cc]hair(?:man|woman|person))';
const form =
  'GmbH & Co\\. KG|Inc|LLC|LLP|Ltd|Limited|GmbH|AG|SE|PLC|plc|Corp(?:oration)?|S\\.A|B\\.V|N\\.V|AB|Oy|PBC|KG|SpA|S\\.r\\.l|Pty Ltd';
const kind =
  'Bank|Group|Holdings?|University|College|Capital|Ventures|Partners|Technologies|Systems|Airlines?|Airways|Hospital|Institute|Foundation|Commission|Agency|Authority|Association|Council|Corporation|Industries|Laboratories|Labs|Pharmaceuticals|Motors|Energy|Insurance|Records|Software|Logistics|Robotics|Analytics|Solutions';
const month =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const scale = '(?:\\s?(?:million|billion|trillion|thousand|mn|bn|m|k)(?![\\p{L}\\p{N}]))?';
/** States of the United Nations with more than ten million people, and what else trade news names most. */
const countries =
  'Afghanistan|Algeria|Angola|Argentina|Australia|Austria|Bangladesh|Belgium|Benin|Bolivia|Brazil|Burundi|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Cuba|Czechia|Czech Republic|Denmark|Ecuador|Egypt|England|Ethiopia|Finland|France|Germany|Ghana|Greece|Guatemala|Guinea|Haiti|Hungary|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Japan|Jordan|Kazakhstan|Kenya|Luxembourg|Madagascar|Malawi|Malaysia|Mali|Mexico|Morocco|Mozambique|Myanmar|Nepal|Netherlands|New Zealand|Niger|Nigeria|Norway|Pakistan|Peru|Philippines|Poland|Portugal|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Singapore|Somalia|South Africa|South Korea|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Taiwan|Tanzania|Thailand|Tunisia|Turkey|Uganda|Ukraine|United Arab Emirates|United Kingdom|United States|Uzbekistan|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe';
const months = 'January|February|March|April|May|June|July|August|September|October|November|December';
/** What follows `in` with a capital letter and is no place. */
const notPlaces = `${months}|Q[1-4]|H[12]|Spring|Summer|Autumn|Fall|Winter|English|German|French|Spanish|Java|JavaScript|Python|Rust|Go|Excel|Slack|Series|Phase|Part|Chapter|Figure|Table|Section|Article|Re|Vitro|Vivo`;
const placeCue = `(?:[Ii]n|[Nn]ear|[Mm]ove[sd]? to|[Rr]elocat(?:es|ed) to)`;
const place =
  "\\p{Lu}[\\p{L}.'’-]*\\p{L}(?:\\s\\p{Lu}[\\p{L}'’-]+){0,2}(?:,\\s\\p{Lu}[\\p{L}]+(?:\\s\\p{Lu}[\\p{L}]+)*)?";

const compile = (pattern: string) => new RegExp(pattern, 'gu');

/** Patterns of entities in English text; where two overlap, the longer one holds. */
export const entityWordings: readonly EntityWording[] = [
  { type: 'organisation', pattern: compile(`(?<![\\p{L}\\p{N}])(?:${word}\\s){1,4}(?:${form})(?![\\p{L}\\p{N}])\\.?`) },
  { type: 'organisation', pattern: compile(`(?<![\\p{L}\\p{N}])(?:${word}\\s){1,3}(?:${kind})(?![\\p{L}\\p{N}])`) },
  {
    type: 'organisation',
    pattern: compile(`(?<![\\p{L}\\p{N}])(?:University|Ministry|Department|Bank|Institute) of ${names}`),
  },
  { type: 'person', pattern: compile(`(?<![\\p{L}])(?<role>${leading})\\s(?<entity>${person})`) },
  {
    type: 'person',
    pattern: compile(`(?<![\\p{L}])(?<entity>${person}),\\s(?:the |its |our )?(?<role>${role}[A-Za-z ]{0,30})`),
  },
  {
    type: 'product',
    pattern: compile(
      `(?:[Ll]aunch(?:es|ed)?|[Uu]nveil(?:s|ed)?|[Ii]ntroduc(?:es|ed)|[Rr]eleas(?:es|ed)) (?:its (?:new )?|the (?:new )?)?(?<entity>\\p{Lu}[\\p{L}\\p{N}]+(?:\\s[\\p{Lu}\\d][\\p{L}\\p{N}]*){0,3})`,
    ),
  },
  {
    type: 'product',
    pattern: compile('\\p{Lu}[\\p{L}\\p{N}]+(?:\\s\\p{Lu}[\\p{L}\\p{N}]+)?[®™](?:\\s\\p{Lu}[\\p{L}\\p{N}]+)?'),
  },
  { type: 'money', pattern: compile(`(?:US|CA|A)?[$€£¥₹]\\s?\\d[\\d,.]*\\d?${scale}`) },
  {
    type: 'money',
    pattern: compile(`(?<![\\p{L}])(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|INR|AUD|CAD)\\s?\\d[\\d,.]*${scale}`),
  },
  {
    type: 'money',
    pattern: compile(
      `\\d[\\d,.]*(?:\\s(?:million|billion|thousand))?\\s(?:euros|dollars|pounds|francs|yen|rupees|kronor|kroner)(?![\\p{L}])`,
    ),
  },
  { type: 'date', pattern: compile('(?<![\\p{N}-])\\d{4}-\\d{2}-\\d{2}(?![\\p{N}-])') },
  { type: 'date', pattern: compile(`(?<![\\p{L}])${month}\\s(?:\\d{1,2},\\s)?\\d{4}(?!\\d)`) },
  { type: 'date', pattern: compile(`(?<!\\d)\\d{1,2}\\s${month}\\s\\d{4}(?!\\d)`) },
  { type: 'date', pattern: compile('(?<![\\p{L}])(?:Q[1-4]|H[12])\\s\\d{4}(?!\\d)') },
  {
    type: 'place',
    pattern: compile(`(?<=(?<![\\p{L}])${placeCue}\\s(?:the\\s)?)(?!(?:${notPlaces})(?![\\p{L}]))${place}`),
  },
  { type: 'place', pattern: compile(`(?<=(?<![\\p{L}])${placeCue}\\s${word}\\sand\\s)${place}`) },
  { type: 'place', pattern: compile(`(?<![\\p{L}])(?:${countries})(?![\\p{L}])`) },
];
