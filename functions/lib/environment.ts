import { IntelligenceError } from './errors.ts';

/** Gives an environment variable, or throws IntelligenceError `internal` naming the one that is missing. */
export function requireVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new IntelligenceError('internal', `The function's environment lacks ${name}.`);
  }
  return value;
}
