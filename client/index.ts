export type * from './api.ts';
/** By the names that the server gives them. */
export type { Answer as AnswerView, Status as StatusView } from './api.ts';
export type { AnswerOf, CallOptions, InputOf, OperationId } from './call.ts';
export { type ClientOptions, createClient, type IntelligenceClient } from './client.ts';
export { ApiError, ConnectionError, DeadlineError } from './errors.ts';
export type { AnalysisQuestion, CustomerIntelligenceQuestion, StartAnswer, VendorContextQuestion } from './types.ts';
export type { WaitOptions } from './wait.ts';
