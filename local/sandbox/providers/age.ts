const minuteMs = 60_000;
const steps = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** How Google tells when something appeared: `3 hours ago`, `1 week ago`. */
export function tellAge(at: string, now: Date): string {
  const minutes = Math.max(1, Math.floor((now.getTime() - Date.parse(at)) / minuteMs));
  const [unit, length] = steps.find(([, length]) => minutes >= length) ?? ['minute', 1];
  const count = Math.floor(minutes / length);
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
