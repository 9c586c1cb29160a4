import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Node } from 'constructs';
import { type AlertSettings, readAlertSettings } from './alert-settings.ts';
import { type CustomDomain, readCustomDomain } from './custom-domain.ts';
import { type DataSettings, readDataSettings } from './data-settings.ts';
import { type EngineOrder, readEngineOrder } from './engine-order.ts';
import { type EngineSettings, readEngines } from './engines.ts';
import { readAll } from './environment.ts';
import { type Place, readPlace } from './place.ts';
import { readPrivacyPolicy } from './privacy-policy.ts';

const stageNames = ['dev', 'test', 'prod'] as const;

/** Everything that differs between the deployments of one account. */
export interface StageSettings {
  readonly name: (typeof stageNames)[number];
  /** Account and region; what is not named is the CDK CLI's choice. */
  readonly place: Place;
  /** The table's physical name; null lets CloudFormation make one. */
  readonly tableName: string | null;
  /** What happens to data when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
  readonly logRetention: RetentionDays;
  /** false lets everybody in as an anonymous client; refused in prod. */
  readonly apiKeyRequired: boolean;
  /** The origins whose pages may call the API, or `*` alone. */
  readonly corsOrigins: readonly string[];
  /** Page or mailbox that the User-Agent names to site owners; null where nobody gave one. */
  readonly contactUrl: string | null;
  /** Hours an answer stays fresh unless its data type has a time of its own. */
  readonly cacheTtlHours: number;
  /** Where the engine of Bedrock is, and the models that are not the usual ones. */
  readonly engines: EngineSettings;
  /** Who is asked first, how many at once, and for how much. */
  readonly engineOrder: EngineOrder;
  /** What personal data each stage of the pipeline replaces, as JSON; null replaces all of it. */
  readonly privacyPolicy: string | null;
  /** Whether the answers of hot companies are made again before they expire. */
  readonly refreshesHotCompanies: boolean;
  readonly data: DataSettings;
  readonly alerts: AlertSettings;
  /** null leaves the API its name at AWS. */
  readonly customDomain: CustomDomain | null;
  /** When people work, for what is kept ready for them. */
  readonly workingHours: { readonly timeZone: string };
  /** Requests a second over all clients, and the burst above it. */
  readonly throttle: { readonly rate: number; readonly burst: number };
}

/**
 * Reads the stage's settings from the CDK context: `stage` (dev), `region` and `accountId` (the CDK CLI's),
 * `tableName` (CloudFormation's), `apiKeyRequired` (true), `corsOrigin` (*), `contactUrl` (none),
 * `cacheTtlHours` (24), `timeZone` (Etc/UTC), `refreshHotCompanies` (true), and those of `readDataSettings`,
 * `readCustomDomain`, `readAlertSettings`, `readEngines`, `readEngineOrder` and `readPrivacyPolicy`.
 * Throws ConfigurationError that lists every value which is not allowed.
 */
export function readStage(node: Node): StageSettings {
  const text = (key: string, fallback: string) => String(node.tryGetContext(key) ?? fallback);
  const isProduction = text('stage', 'dev') === 'prod';
  const given = readAll({
    name: () => parseName(text('stage', 'dev')),
    place: () => readPlace(node),
    tableName: () => parseTableName(text('tableName', '')),
    apiKeyRequired: () => parseApiKeyRequired(text('apiKeyRequired', 'true'), isProduction),
    corsOrigins: () => parseOrigins(text('corsOrigin', '*')),
    contactUrl: () => text('contactUrl', '') || null,
    cacheTtlHours: () => parseHours(text('cacheTtlHours', '24')),
    workingHours: () => ({ timeZone: parseTimeZone(text('timeZone', 'Etc/UTC')) }),
    refreshesHotCompanies: () => parseFlag('refreshHotCompanies', text('refreshHotCompanies', 'true')),
    data: () => readDataSettings(node, isProduction),
    alerts: () => readAlertSettings(node),
    customDomain: () => readCustomDomain(node),
    engines: () => readEngines(node),
    engineOrder: () => readEngineOrder(node),
    privacyPolicy: () => readPrivacyPolicy(node),
  });
  return {
    ...given,
    removalPolicy: isProduction ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    logRetention: isProduction ? RetentionDays.THREE_MONTHS : RetentionDays.TWO_WEEKS,
    throttle: isProduction ? { rate: 100, burst: 200 } : { rate: 20, burst: 40 },
  };
}

function parseName(value: string): StageSettings['name'] {
  const name = stageNames.find((known) => known === value);
  if (name === undefined) throw new Error(`stage must be one of ${stageNames.join(', ')}, not "${value}".`);
  return name;
}

/** Letters, digits, `_`, `.` and `-` (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html). */
function parseTableName(value: string): string | null {
  if (value === '' || /^[\w.-]{3,255}$/.test(value)) return value || null;
  throw new Error(`tableName must be 3 to 255 letters, digits, _, . or -, not "${value}".`);
}

function parseApiKeyRequired(value: string, isProduction: boolean): boolean {
  const isRequired = parseFlag('apiKeyRequired', value);
  if (!isRequired && isProduction) throw new Error('apiKeyRequired=false is refused in stage prod.');
  return isRequired;
}

function parseFlag(name: string, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`${name} must be true or false, not "${value}".`);
}

function parseOrigins(value: string): string[] {
  const origins = value.split(',').map((origin) => origin.trim());
  if (value === '*' || origins.every((origin) => URL.parse(origin)?.origin === origin)) return origins;
  throw new Error(`corsOrigin must be * or origins such as https://app.example.com with commas, not "${value}".`);
}

function parseHours(value: string): number {
  const hours = Number(value);
  if (Number.isInteger(hours) && hours > 0) return hours;
  throw new Error(`cacheTtlHours must be a whole number of hours above 0, not "${value}".`);
}

function parseTimeZone(value: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    throw new Error(`timeZone must be a name such as Europe/Amsterdam, not "${value}".`);
  }
}
