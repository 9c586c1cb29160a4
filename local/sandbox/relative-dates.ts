const dayMs = 24 * 60 * 60 * 1000;
const longDate = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const germanDate = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' });

const forms: Readonly<Record<string, (date: Date) => string>> = {
  /** `2026-11-22` */
  date: (date) => date.toISOString().slice(0, 10),
  /** `November 22, 2026` */
  day: (date) => longDate.format(date),
  /** `22.11.2026` */
  tag: (date) => germanDate.format(date),
  /** RFC 9110, 5.6.7 */
  http: (date) => date.toUTCString(),
  year: (date) => String(date.getUTCFullYear()),
};

/**
 * Fills `{{date -12}}`, `{{day -12}}`, `{{tag -12}}`, `{{http -12}}` and `{{year}}` with the date so
 * many days from `now` (epoch ms), so that the sandbox's news never grows old.
 */
export function fillDates(text: string, now: number): string {
  return text.replaceAll(/\{\{(date|day|tag|http|year)(?: ([+-]?\d+))?\}\}/g, (whole, form: string, days?: string) => {
    const format = forms[form];
    return format === undefined ? whole : format(new Date(now + Number(days ?? 0) * dayMs));
  });
}
