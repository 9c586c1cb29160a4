export { type ClientOptions, createClient, type IntelligenceClient } from './client.ts';
export { ApiError, ConnectionError, DeadlineError } from './errors.ts';
export type * from './types.ts';
export type { WaitOptions } from './wait.ts';
