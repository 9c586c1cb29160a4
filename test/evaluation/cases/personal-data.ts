import { mulberry } from './random.ts';

/** A text with the stretches of it that are personal data, as `npm run evaluate -- pii` takes it. */
export interface PersonalDataRow {
  readonly text: string;
  readonly spans: readonly { readonly type: string; readonly start: number; readonly end: number }[];
}

/** Reads `⟦type:value⟧` marks into spans. */
function row(marked: string): PersonalDataRow {
  const spans: { type: string; start: number; end: number }[] = [];
  let text = '';
  let rest = marked;
  for (let mark = /⟦(\w+):(.*?)⟧/u.exec(rest); mark !== null; mark = /⟦(\w+):(.*?)⟧/u.exec(rest)) {
    text += rest.slice(0, mark.index);
    spans.push({ type: mark[1] ?? '', start: text.length, end: text.length + (mark[2] ?? '').length });
    text += mark[2] ?? '';
    rest = rest.slice(mark.index + mark[0].length);
  }
  return { text: text + rest, spans };
}

const written = `
Write to ⟦email:jane.doe@acme.example⟧ or ⟦email:sales+eu@mail.acme.co.uk⟧.
Reach me: ⟦email:jane (at) acme (dot) example⟧, thanks.
Reach me: ⟦email:jane [at] acme [dot] io⟧ today
Reach me at ⟦email:j.roe at acme dot com⟧ please
Kontakt: ⟦email:info(at)firma.de⟧
Schreiben Sie an ⟦email:max.muster [ät] firma [punkt] de⟧ oder rufen Sie an: ⟦phone:089 1234 5678⟧.
Escríbanos a ⟦email:ventas (arroba) empresa (punto) es⟧
Écrivez à ⟦email:contact (arobase) societe (point) fr⟧.
E-mail:⟦email:müller@bücher.example⟧!
<a href="mailto:⟦email:ann@acme.example⟧">mail</a>
Feedback (⟦email:o'neil@acme.example⟧)
⟦email:a_b-c.d@sub.sub2.example.org⟧ wrote this
Ring ⟦phone:+44 20 7946 0958⟧ today
Call ⟦phone:(415) 555-2671⟧ now, or ⟦phone:415-555-2671⟧.
Tel: ⟦phone:+1 (212) 555-0187⟧ ext. 12
Telefon: ⟦phone:+49 (0)30 901820⟧
im Büro ⟦phone:030 901820⟧ zu erreichen
appelez ⟦phone:01 42 68 53 00⟧ svp
Tél. : ⟦phone:+33 1 42 68 53 00⟧
Teléfono ⟦phone:912 345 678⟧ de lunes a viernes
Llame al ⟦phone:+34 612 34 56 78⟧.
Chiamaci: ⟦phone:+39 06 6982 1234⟧
Bel ons op ⟦phone:+31 20 794 0000⟧ of mail ⟦email:info@bedrijf.nl⟧
WhatsApp ⟦phone:+91 98765 43210⟧
Mobile: ⟦phone:98765 43210⟧
Ligue ⟦phone:(11) 91234-5678⟧ agora
お電話は ⟦phone:03-1234-5678⟧ まで
電話：⟦phone:+81 3 1234 5678⟧
电话：⟦phone:138 0013 8000⟧
Telefonnummer ⟦phone:+46 8 123 456 78⟧
Ring ⟦phone:+47 22 12 34 56⟧
tlf ⟦phone:22 12 34 56⟧
Zadzwoń: ⟦phone:+48 22 123 45 67⟧
Free call ⟦phone:1800 123 456⟧ (Australia)
Ring ⟦phone:0412 345 678⟧ in Sydney
dial ⟦phone:0049 30 901820⟧ please
phone ⟦phone:+65 6123 4567⟧ or ⟦phone:+852 2123 4567⟧
Schweiz: ⟦phone:044 668 18 00⟧
Österreich: ⟦phone:+43 1 58858⟧
Call ⟦phone:4155552671⟧ to order
Text us: ⟦phone:+27 21 123 4567⟧
Card ⟦card:4111 1111 1111 1111⟧ expires 12/27
Visa ⟦card:4012888888881881⟧ was declined
⟦card:5555-5555-5555-4444⟧ is a test card
Amex ⟦card:3782 822463 10005⟧
amex ⟦card:371449635398431⟧ on file
Discover: ⟦card:6011 1111 1111 1117⟧
JCB ⟦card:3530111333300000⟧
Mastercard 2-series ⟦card:2223 0031 2200 3222⟧
IBAN ⟦iban:DE89 3704 0044 0532 0130 00⟧ bei der Bank
IBAN: ⟦iban:GB29NWBK60161331926819⟧
⟦iban:FR14 2004 1010 0505 0001 3M02 606⟧ est mon compte
Cuenta ⟦iban:ES91 2100 0418 4502 0005 1332⟧
konto ⟦iban:PL61 1090 1014 0000 0712 1981 2874⟧.
⟦iban:CH93 0076 2011 6238 5295 7⟧ UBS Switzerland
⟦iban:NL91ABNA0417164300⟧
⟦iban:NO93 8601 1117 947⟧
SSN ⟦ssn:123-45-6780⟧ on file
her social security number is ⟦ssn:536 22 1234⟧
⟦ssn:219-45-9998⟧ belongs to the applicant
ssn: ⟦ssn:536221234⟧
Request from ⟦ip:203.0.113.7⟧ was blocked
Host ⟦ip:2001:db8::8a2e:370:7334⟧ answered
⟦ip:192.168.10.254⟧ and ⟦ip:2001:0db8:85a3:0000:0000:8a2e:0370:7334⟧
Login from ⟦ip:198.51.100.23⟧, port 443
Dear ⟦person:Susan Miller⟧, your order has shipped.
Reviewed by ⟦person:Kevin Ostrander⟧ on 3 May 2025
Herr ⟦person:Thomas Vogel⟧ hat angerufen.
Mrs. ⟦person:Okonkwo⟧ lives next door.
⟦person:Maria Garcia⟧ loved the weekend in Rome.
Posted by ⟦person:Anna Kowalska⟧ two days ago
the patient, ⟦person:John Smith⟧, was discharged
She lives at ⟦address:12 Garden Lane, Springfield⟧.
Mme ⟦person:Claire Dubois⟧ a signé la pétition
⟦person:Rajesh Kumar⟧ and ⟦person:Emily Clark⟧ visited our booth
Jane Doe, Chief Executive Officer, founded Acme in 2012.
CEO Peter Brown said that sales doubled.
Laura Schmidt, VP of Sales at Globex, recommends Acme.
Unser Geschäftsführer Thomas Vogel eröffnete das Werk.
Dr. Anna Weiss is our Head of Research.
Charles Schwab and Morgan Stanley are customers.
The Michael Bloomberg Foundation gave a grant.
Founded 2014-03-17 in Lyon
Copyright 2010 - 2026 Acme
Copyright 2010-2026 Acme Inc.
from 1,200 to 14,000 users
order 10884213 of 2024
Order no. 4155552671 has shipped
Order #4111111111111111-7 was refunded
version 10.0.22631.4460
Upgrade to version 1.2.3.4 now
Chrome/120.0.0.0 on Linux
v2.14.0.1 is out
Headquarters: 410 N High St, Columbus, OH 43215
follow @acme on the network
ISO 27001 and ISO 9001:2015
€1,950 per robot per month 36 months
99.99% of 1 000 000 000 requests
commit 9fceb02d0ae598e95dc970b74767f19372d61af8
SHA 4b825dc642cb6eb9a060e54bf8d69288fbee4904
$4,111,111,111,111,111 in notional value
npm i left-pad@1.3.0 and @acme/core@2.0.1
git clone git@github.com:acme/ladders.git
logo@2x.png is the retina image
std::vector and a::b are C++ names
at 12:30:45 on 2025-11-02T12:30:45Z
UUID 123e4567-e89b-12d3-a456-426614174000
MAC 00:1A:2B:3C:4D:5E
ISBN 978-3-16-148410-0
tracking number 1Z999AA10123456784
EAN 4006381333931
Part 123-45-6789-B in stock
Invoice 123-45-6789
section 4.2.1.3 of the standard
ratio 16:9, score 3:2, 10:1
Q3 2025: $12.5 million, up 12%
between 2015 and 2024, 4,500 employees
call 24/7, 365 days
Lat 52.520008, long 13.404954
Postfach 10 20 30, 70029 Stuttgart
HRB 123456 B, USt-IdNr. DE123456789
VAT GB123456789, EIN 12-3456789
LEI 5493001KJTIIGC8Y1R12
CIK 0000320193 files 10-K
CVE-2024-12345678 is fixed
AWS account 123456789012
part no. 0123456789
0.123456789 seconds
Model 5000-1234-5678
GPU RTX 4090 24 GB
8800 1212 3434 units
Austin, Texas and Paris, France
Grace Hopper Conference
San Francisco and Santa Clara
Monday Morning Briefing by Acme Robotics
Jordan River Park
`;

const handWritten = written.trim().split('\n').map(row);

/** Hosts, names and numbers that rows are made of; all invented or reserved for examples. */
const locals = [
  'jane.doe',
  'k.lee',
  'info',
  'sales-team',
  'x_1',
  'anna',
  'pedro.gomez',
  'buero',
  'ventas',
  'contact+web',
];
const hosts = ['acme.example', 'mail.globex.example', 'initech.co.uk', 'firma.de', 'empresa.com.br', 'societe.fr'];
const spell: readonly ((name: string, host: string) => string)[] = [
  (name, host) => `${name}@${host}`,
  (name, host) => `${name} (at) ${host.replaceAll('.', ' (dot) ')}`,
  (name, host) => `${name}[at]${host}`,
  (name, host) => `${name} at ${host.replaceAll('.', ' dot ')}`,
];
const phoneFormats = [
  ...[
    '+44 20 79## ####',
    '+1 212-555-####',
    '+49 30 90####',
    '+33 1 42 68 ## ##',
    '+34 91 234 ## ##',
    '+39 02 1234 ####',
  ],
  ...[
    '+31 20 123 ####',
    '+91 98765 4####',
    '+61 2 9374 ####',
    '+55 11 91234-####',
    '+81 3-1234-####',
    '+41 44 668 ## ##',
  ],
  ...['+43 1 5885 ####', '+46 8 123 ## ##', '+48 22 123 ## ##', '+353 1 234 ####', '(212) 555-####', '212.555.####'],
];
const plainFormats = [
  ...[
    'order ########',
    'Order 2024-#####',
    'v#.##.#',
    'version 1.#.#.##',
    '$#,###.## per month',
    '#,###,### users',
    '20##-0#-1#',
  ],
  ...[
    '1#/0#/2023',
    'build ########',
    'ticket #####-####',
    'SKU ####-####',
    '#.###.### Euro',
    '## ### ### records',
    'RFC ####',
  ],
  ...['192#-198#', 'RTX ####', '##%-##%', 'serial 4###-####-##'],
];

/** Some 300 rows from patterns, the same on each run. */
function generated(): PersonalDataRow[] {
  const random = mulberry(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const digits = (format: string) => format.replace(/#/g, () => String(Math.floor(random() * 10)));
  const lead = () => pick(['Contact: ', 'Bitte: ', 'Escriba a ', 'We say ', '', 'Info — ', 'écrire à ']);
  const tail = () => pick(['', '.', ', thanks', ' today', ' (office)', '!']);
  const make = (count: number, form: () => string) => Array.from({ length: count }, () => row(form()));
  return [
    ...make(60, () => `${lead()}⟦email:${pick(spell)(pick(locals), pick(hosts))}⟧${tail()}`),
    ...make(80, () => `${lead()}⟦phone:${digits(pick(phoneFormats))}⟧${tail()}`),
    ...make(
      40,
      () => `${lead()}⟦card:${cardOf(pick(['4', '51', '2221', '6011']), random, pick(['', ' ', '-']))}⟧${tail()}`,
    ),
    ...make(30, () => `${lead()}⟦iban:${ibanOf(random, pick(['', ' ']))}⟧${tail()}`),
    ...make(20, () => `${lead()}⟦ssn:${digits('5##-3#-1###')}⟧${tail()}`),
    ...make(20, () => `${lead()}⟦ip:203.0.113.${Math.floor(random() * 256)}⟧${tail()}`),
    ...make(100, () => `${lead()}${digits(pick(plainFormats))}${tail()}`),
  ];
}

function cardOf(prefix: string, random: () => number, separator: string): string {
  const body = prefix + Array.from({ length: 15 - prefix.length }, () => Math.floor(random() * 10)).join('');
  const check = [...Array(10).keys()].find((digit) => luhn(`${body}${digit}`) === 0) ?? 0;
  return `${body}${check}`.replace(/(\d{4})(?=\d)/g, `$1${separator}`);
}

function luhn(digits: string): number {
  const odd = [...digits].toReversed().filter((_, index) => index % 2 === 0);
  const even = [...digits].toReversed().filter((_, index) => index % 2 === 1);
  const doubled = even.map((digit) => [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)] ?? 0);
  return ([...odd.map(Number), ...doubled].reduce((sum, value) => sum + value, 0) % 10) as number;
}

function ibanOf(random: () => number, separator: string): string {
  const account = Array.from({ length: 18 }, () => Math.floor(random() * 10)).join('');
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`.replace(/(.{4})(?=.)/g, `$1${separator}`);
}

/** All rows, hand-written first. */
export function personalDataRows(): readonly PersonalDataRow[] {
  return [...handWritten, ...generated()];
}
