/** List prices of us-east-1 in USD, on demand, without free tiers or discounts; read 2026-11-22, sources in docs/scale.md. */
export const prices = {
  transition: 25e-6,
  expressRequest: 1e-6,
  gigabyteSecond: 13.3334e-6,
  invocation: 0.2e-6,
  writeUnit: 0.625e-6,
  readUnit: 0.125e-6,
  put: 5e-6,
  get: 0.4e-6,
  apiCall: 3.5e-6,
  logGigabyte: 0.5,
} as const;

/** Account quotas of us-east-1 for Standard machines, a second: what is refilled, and what a burst may take. */
export const quotas = [
  { id: 'StartExecution', perSecond: 300, burst: 1300 },
  { id: 'StateTransition', perSecond: 5000, burst: 5000 },
  { id: 'GetExecutionHistory', perSecond: 20, burst: 400 },
  { id: 'Lambda concurrency', perSecond: 1000, burst: 1000 },
  { id: 'DynamoDB partition of the ranking index (writes)', perSecond: 1000, burst: 1000 },
] as const;
