/** Writes one profile value for a reader: names before titles, amounts with their currency. */
export function formatValue(value: unknown): string {
  if (typeof value === 'number') return value.toLocaleString('en-US', { useGrouping: value >= 10_000 });
  if (!isRecord(value)) return String(value);
  const { name, title, network, url, amount, currency, openJobs, teams, text, type } = value;
  if (typeof name === 'string') return joinKnown([name, title], ', ');
  if (typeof network === 'string') return joinKnown([network, url], ': ');
  if (openJobs !== undefined) return joinKnown([countJobs(openJobs), asList(teams)], ': ');
  if (amount !== undefined) {
    const sum = typeof amount === 'number' ? `${amount.toLocaleString('en-US')} ${currency ?? ''}`.trim() : null;
    return joinKnown([type, sum, value.period, value.date], ', ');
  }
  if (typeof text === 'string') return joinKnown([text, value.date], ', ');
  if (typeof title === 'string') return joinKnown([title, value.publishedAt], ', ');
  return Object.entries(value)
    .map(([key, member]) => `${key} ${formatValue(member)}`)
    .join(', ');
}

/** Writes a field's name for a reader: `targetMarkets` → `Target markets`. */
export function formatFieldName(field: string): string {
  const words = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** That there are open jobs may be known without their number. */
function countJobs(openJobs: unknown): string {
  if (openJobs === null) return 'open jobs';
  return `${openJobs} open ${openJobs === 1 ? 'job' : 'jobs'}`;
}

function asList(value: unknown): string | null {
  return Array.isArray(value) && value.length > 0 ? value.join(', ') : null;
}

function joinKnown(parts: readonly unknown[], separator: string): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
