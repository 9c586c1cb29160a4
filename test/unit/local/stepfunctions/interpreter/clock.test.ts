import { describe, expect, it, vi } from 'vitest';
import { createVirtualClock, systemClock } from '../../../../../local/stepfunctions/interpreter/clock.ts';

describe('the virtual clock', () => {
  it('jumps to the next timer, in the order of their ends', async () => {
    const clock = createVirtualClock(0);
    const seen: string[] = [];
    const note = (text: string) => () => seen.push(`${text} at ${clock.now()}`);

    await Promise.all([
      clock.sleep(3_600_000).then(note('hour')),
      clock.sleep(1000).then(note('second')),
      clock.sleep(1000).then(note('second after it')),
    ]);

    expect(seen).toEqual(['second at 1000', 'second after it at 1000', 'hour at 3600000']);
  });

  it('rejects with the reason of its signal, and forgets the timer', async () => {
    const clock = createVirtualClock(0);
    const stop = new AbortController();

    const sleeping = clock.sleep(1000, stop.signal);
    stop.abort(new Error('stopped'));

    await expect(sleeping).rejects.toThrow('stopped');
    await expect(clock.sleep(10, stop.signal)).rejects.toThrow('stopped');
    await clock.sleep(5);
    expect(clock.now()).toBe(5);
  });
});

describe('the system clock', () => {
  it('sleeps longer than one timer can', async () => {
    vi.useFakeTimers();
    const month = 30 * 24 * 60 * 60 * 1000;
    let isAwake = false;

    const sleeping = systemClock.sleep(month).then(() => {
      isAwake = true;
    });
    await vi.advanceTimersByTimeAsync(month - 1);
    const before = isAwake;
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;

    expect(before).toBe(false);
    expect(isAwake).toBe(true);
    vi.useRealTimers();
  });

  it('wakes up with the reason of its signal', async () => {
    const stop = new AbortController();

    const sleeping = systemClock.sleep(60_000, stop.signal);
    stop.abort(new Error('stopped'));

    await expect(sleeping).rejects.toThrow('stopped');
    await expect(systemClock.sleep(60_000, stop.signal)).rejects.toThrow('stopped');
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });
});
