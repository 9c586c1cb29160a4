import { IntelligenceError } from '../errors.ts';
import * as secrets from '../secrets/secret.ts';
import { SourceFailure } from './adapter.ts';

export type { ClientCredentials } from '../secrets/secret.ts';

/** As in `secrets/secret.ts`, for a source. Throws SourceFailure `secret_unavailable`. */
export const readSecretKey = asSource(secrets.readSecretKey);
/** As in `secrets/secret.ts`, for a source. Throws SourceFailure `secret_unavailable`. */
export const readSecretSetting = asSource(secrets.readSecretSetting);
/** As in `secrets/secret.ts`, for a source. Throws SourceFailure `secret_unavailable`. */
export const readClientCredentials = asSource(secrets.readClientCredentials);

function asSource<Given extends readonly unknown[], Found>(read: (...given: Given) => Promise<Found>) {
  return async (...given: Given): Promise<Found> => {
    try {
      return await read(...given);
    } catch (cause) {
      if (cause instanceof IntelligenceError) throw new SourceFailure('secret_unavailable', { cause });
      throw cause;
    }
  };
}
