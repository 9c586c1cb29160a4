/**
 * The environment variables that the product's README names, by the setting of the CDK context that each stands for.
 * The keys of providers are not among them: `npm run secrets:push` puts those into Secrets Manager, and no
 * template ever holds one.
 */
export const settingOf = {
  API_STAGE: 'stage',
  AWS_REGION: 'region',
  AWS_ACCOUNT_ID: 'accountId',
  CORS_ORIGIN: 'corsOrigin',
  API_KEY_REQUIRED: 'apiKeyRequired',
  DYNAMODB_TABLE_NAME: 'tableName',
  CACHE_TTL_HOURS: 'cacheTtlHours',
  BEDROCK_REGION: 'bedrockRegion',
  CONTACT_URL: 'contactUrl',
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Gives what the environment says of the settings, as context; a variable that is empty says nothing. */
export function contextFrom(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settingOf).flatMap(([variable, setting]) => {
      const value = environment[variable]?.trim() ?? '';
      return value === '' ? [] : [[setting, value]];
    }),
  );
}

/** What is wrong with the settings, all of it, each under the name by which it was given. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The settings cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

type Read<Readers> = { [Name in keyof Readers]: Readers[Name] extends () => infer Value ? Value : never };

/** Runs every reader and gives what they give. Throws ConfigurationError with the problems of all that failed. */
export function readAll<Readers extends Readonly<Record<string, () => unknown>>>(readers: Readers): Read<Readers> {
  const problems: string[] = [];
  const values = Object.entries(readers).map(([name, read]) => {
    try {
      return [name, read()];
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return [name, undefined];
    }
  });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.fromEntries(values) as Read<Readers>;
}

/**
 * Runs `read` and says of each problem with a setting that came from the environment which variable it was.
 * Throws ConfigurationError.
 */
export function namingVariables<Value>(
  { context, environment }: { readonly context: Readonly<Record<string, unknown>>; readonly environment: Environment },
  read: () => Value,
): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const given = contextFrom(environment);
    const variables = new Map(Object.entries(settingOf).map(([variable, setting]) => [setting as string, variable]));
    const problems = error.problems.map((problem) => {
      const setting = /^\w+/.exec(problem)?.[0] ?? '';
      const fromEnvironment = context[setting] === undefined && given[setting] !== undefined;
      return fromEnvironment ? `${problem} It is ${variables.get(setting)} in the environment.` : problem;
    });
    throw new ConfigurationError(problems);
  }
}
