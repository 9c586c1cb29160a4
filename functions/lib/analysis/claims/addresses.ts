import { isSameDomain } from '../../company/domain.ts';
import { foldText } from './folding.ts';

/** Web addresses, bare hosts with a path or a common ending, and e-mail addresses as they stand in running text. */
const addressPattern =
  /(?:https?:\/\/|www\.)[^\s"'<>()[\]{}]+|[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|(?<![\p{L}\p{N}.@/-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:com|net|org|io|co|ai|dev|app|example|test|xyz|info|biz|ru|cn|de|fr|uk|eu|me|ly|top|site|online|link|click|shop)(?![\p{L}\p{N}-])(?:\/[^\s"'<>()[\]{}]*)?/giu;

/** Gives the addresses in a text, without the punctuation of their sentence. */
export function addressesIn(text: string): string[] {
  return (text.match(addressPattern) ?? []).map((address) => address.replace(/[.,;:!?…]+$/, ''));
}

/** Gives the addresses of a text that stand in none of the given texts. */
export function addressesOutside(text: string, known: readonly string[]): string[] {
  const folded = known.map(foldText);
  return addressesIn(text).filter((address) => !folded.some((other) => other.includes(foldText(address))));
}

/** Gives the addresses of a text that lead to none of the given sites (addresses or domains). */
export function foreignAddresses(text: string, sites: readonly string[]): string[] {
  return addressesIn(text).filter((address) => !sites.some((site) => leadsTo(address, site)));
}

function leadsTo(address: string, site: string): boolean {
  const host = URL.parse(site)?.hostname ?? site;
  const web = address.includes('@') && !address.includes('/') ? (address.split('@').at(-1) ?? '') : address;
  return isSameDomain(/^https?:/i.test(web) ? web : `https://${web}`, host.replace(/^www\./, ''));
}
