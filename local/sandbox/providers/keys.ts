/** Keys that the stand-ins of paid providers accept; every other one is refused as by the provider. */
export const providerKeys = {
  serpapi: 'sandbox-serpapi-key',
  /** Client id and secret. */
  snov: 'sandbox-snov-client:sandbox-snov-secret',
  'bright-data': 'sandbox-bright-data-token',
} as const;
