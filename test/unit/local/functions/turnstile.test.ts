import { describe, expect, it } from 'vitest';
import { createTurnstile } from '../../../../local/functions/turnstile.ts';

describe('a turnstile', () => {
  it('lets in as many as it is wide, and the next when one leaves', async () => {
    const turnstile = createTurnstile(2);
    const entered: number[] = [];
    const enter = async (who: number) => {
      const leave = await turnstile.enter();
      entered.push(who);
      return leave;
    };

    const [leaveFirst, leaveSecond] = await Promise.all([enter(1), enter(2)]);
    const third = enter(3);
    await Promise.resolve();
    expect(entered).toEqual([1, 2]);
    leaveFirst();
    const leaveThird = await third;
    leaveSecond();
    leaveThird();
    await enter(4);

    expect(entered).toEqual([1, 2, 3, 4]);
  });
});
