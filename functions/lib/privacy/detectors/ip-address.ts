import { isIPv4, isIPv6 } from 'node:net';
import { findingAt, type PersonalData } from '../finding.ts';

const four = /(?<![\p{L}\p{N}.:_-])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}_-]|\.\d)/gu;
const six = /(?<![\p{L}\p{N}:._])[0-9a-f:]{3,39}(?:\d{1,3}(?:\.\d{1,3}){3})?(?:%\w{1,16})?(?![\p{L}\p{N}:_]|\.\d)/giu;
const versionWord =
  /(?:\b(?:v|ver|version|release|rev|build|firmware|section|chapter|clause|kernel|chrome|safari|edge|webkit|driver|bios|sdk|update|upgrade(?:d)? to)|§|\/)[\s.:]{0,2}$/i;

/** Finds IPv4 and IPv6 addresses (RFC 4291); four numbers that a version is counted with are none. */
export function findIpAddresses(text: string): PersonalData[] {
  const found = [
    ...[...text.matchAll(four)].filter(([match]) => isIPv4(match) && match !== '0.0.0.0'),
    ...[...text.matchAll(six)].filter(([match]) => isAddress(match)),
  ];
  return found
    .filter((match) => !versionWord.test(text.slice(Math.max(0, match.index - 16), match.index)))
    .map((match) => findingAt('ip', text, match.index, match.index + match[0].length));
}

/** `::` in prose and `ab::cd` in code have the shape of addresses. */
function isAddress(match: string): boolean {
  const address = match.replace(/%.*$/, '');
  if (!isIPv6(address)) return false;
  return /\d/.test(address) && (address.match(/[0-9a-f]+/gi) ?? []).length >= 1 && address.length >= 3;
}
