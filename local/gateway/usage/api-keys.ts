import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import type { UsagePlanResource } from '../../template/usage-plans.ts';
import { ServiceError } from '../../wire/aws-json-server.ts';

const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  value: z.string(),
  createdDate: z.number(),
  /** Ids of the plans that the key is on. */
  usagePlanIds: z.array(z.string()),
});

/** An API key of API Gateway; on this API its value is what the authorizer calls the client. */
export type ApiKey = z.infer<typeof apiKeySchema>;

/** The API keys of an account and the plans that they are on. */
export interface ApiKeys {
  readonly plans: readonly UsagePlanResource[];
  list(): readonly ApiKey[];
  /** Throws ServiceError `ConflictException` when the value is taken. */
  create(name: string, value: string): ApiKey;
  /** Throws ServiceError `NotFoundException`. */
  remove(id: string): void;
  /** Puts a key on a plan. Throws ServiceError `NotFoundException` or `ConflictException`. */
  attach(id: string, usagePlanId: string): ApiKey;
  /** Finds the key with this value and its plan, null where it is on none. */
  find(value: string): { readonly key: ApiKey; readonly plan: UsagePlanResource } | null;
}

/** Makes the API keys, kept in `file` between runs where one is given. */
export function createApiKeys(plans: readonly UsagePlanResource[], file?: string): ApiKeys {
  const keys: ApiKey[] =
    file !== undefined && existsSync(file) ? z.array(apiKeySchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
  const save = () => {
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  };
  const require = (id: string): ApiKey => {
    const key = keys.find((candidate) => candidate.id === id);
    if (key === undefined) throw new ServiceError('NotFoundException', 'Invalid API Key identifier specified', 404);
    return key;
  };
  return {
    plans,
    list: () => keys,
    create: (name, value) => {
      if (keys.some((key) => key.value === value)) {
        throw new ServiceError('ConflictException', 'API Key already exists', 409);
      }
      const key = { id: randomBytes(5).toString('hex'), name, value, createdDate: Date.now() / 1000, usagePlanIds: [] };
      keys.push(key);
      save();
      return key;
    },
    remove: (id) => {
      keys.splice(keys.indexOf(require(id)), 1);
      save();
    },
    attach: (id, usagePlanId) => {
      const key = require(id);
      if (!plans.some((plan) => plan.id === usagePlanId)) {
        throw new ServiceError('NotFoundException', 'Invalid Usage Plan identifier specified', 404);
      }
      if (key.usagePlanIds.length > 0) {
        throw new ServiceError('ConflictException', 'API Key cannot be on two Usage Plans of one API stage', 409);
      }
      key.usagePlanIds.push(usagePlanId);
      save();
      return key;
    },
    find: (value) => {
      const key = keys.find((candidate) => candidate.value === value);
      const plan = plans.find(({ id }) => key?.usagePlanIds.includes(id));
      return key === undefined || plan === undefined ? null : { key, plan };
    },
  };
}
