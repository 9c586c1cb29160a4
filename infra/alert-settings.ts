import type { Node } from 'constructs';

/** Who hears of alarms, and what a month may cost. */
export interface AlertSettings {
  /** null: alarms are seen in the console only. */
  readonly email: string | null;
  /** Of the whole account, which is what a budget of AWS can see without cost tags. */
  readonly monthlyUsd: number | null;
}

/** Reads `alarmEmail` and `monthlyBudgetUsd` from the CDK context. Throws Error on a value that is not allowed. */
export function readAlertSettings(node: Node): AlertSettings {
  const email = String(node.tryGetContext('alarmEmail') ?? '');
  const budget = String(node.tryGetContext('monthlyBudgetUsd') ?? '');
  if (email !== '' && !/^\S+@\S+\.\S+$/.test(email)) throw new Error(`alarmEmail must be an address, not "${email}".`);
  const monthlyUsd = budget === '' ? null : Number(budget);
  if (monthlyUsd !== null && !(monthlyUsd > 0)) {
    throw new Error(`monthlyBudgetUsd must be a number of USD above 0, not "${budget}".`);
  }
  if (monthlyUsd !== null && email === '') throw new Error('monthlyBudgetUsd needs alarmEmail, to tell somebody.');
  return { email: email || null, monthlyUsd };
}
