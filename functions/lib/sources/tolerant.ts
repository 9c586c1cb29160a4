import * as z from 'zod';

/** Upstream text or nothing: another type counts as absent. White space is collapsed before, see `requestJson`. */
export const looseText = z
  .string()
  .transform((text) => (text === '' ? null : text))
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

/** An upstream number or nothing; another type counts as absent. */
export const looseNumber = z
  .number()
  .nullish()
  .catch(null)
  .transform((number) => number ?? null);

/** A list in which items that do not fit are left out; anything but a list is empty. */
export function looseList<Item extends z.ZodType>(item: Item) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((entry) => {
        const parsed = item.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

/** An object of the given shape or nothing. */
export function looseObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().catch(null);
}
