import * as z from 'zod';

/** What counts as personal data here; `address` is a home, `person` a name outside public business roles. */
export const personalDataTypes = ['email', 'phone', 'card', 'iban', 'ssn', 'ip', 'address', 'person'] as const;
export const personalDataTypeSchema = z.enum(personalDataTypes);
export type PersonalDataType = z.infer<typeof personalDataTypeSchema>;

/** A stretch of a text that tells who a person is or how to reach or charge them; `end` is exclusive. */
export interface PersonalData {
  readonly type: PersonalDataType;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Makes a finding of a stretch of a text. */
export function findingAt(type: PersonalDataType, text: string, start: number, end: number): PersonalData {
  return { type, text: text.slice(start, end), start, end };
}

const orderWord =
  /(?:order|invoice|ticket|tracking|serial|sku|part|article|item|ref(?:erence)?|case|case id|build|commit|isbn|issn|patent|model|version|id|no|nr|number|bestell(?:ung|nummer)?|rechnung|auftrag|artikel|commande|facture|pedido|factura|ordine|fattura|zamówienie|bestelling|#)[\s.:#°º-]{0,4}(?:(?:id|no|nr|number|nummer)[\s.:#°º-]{0,3})?$/i;

/** Whether the words before a number say that it counts or names a thing: an order, an invoice, a part. */
export function namesThing(text: string, start: number): boolean {
  return orderWord.test(text.slice(Math.max(0, start - 32), start));
}
