/** Keys that the stand-ins of paid providers accept; every other one is refused as by the provider. */
export const providerKeys = { serpapi: 'sandbox-serpapi-key' } as const;
