import { type Engine, promise } from './engine.ts';
import { invalid } from './errors.ts';

/** What the front keeps about a table beside dynalite, in the same database. */
export interface TableSettings {
  /** Attribute that holds the expiry, null when expiry is off. */
  readonly timeToLive: string | null;
  readonly isProtected: boolean;
}

/** `#` cannot stand in a table's name, so this collides with no table. */
const settingsOf = (engine: Engine) => engine.store.getItemDb('#settings');
const unset: TableSettings = { timeToLive: null, isProtected: false };

export async function readSettings(engine: Engine, table: string): Promise<TableSettings> {
  const stored = await promise((done) => settingsOf(engine).get(table, done));
  return (stored as TableSettings | undefined) ?? unset;
}

async function writeSettings(engine: Engine, table: string, change: Partial<TableSettings>): Promise<void> {
  const settings = { ...(await readSettings(engine, table)), ...change };
  await promise<void>((done) => settingsOf(engine).put(table, settings, done));
}

type Input = Readonly<Record<string, unknown>>;
type Output = Promise<Record<string, unknown>>;

/** CreateTable, with `DeletionProtectionEnabled`, which dynalite does not know. */
export async function createTable(engine: Engine, input: Input): Output {
  const result = await engine.run('CreateTable', engine.parse('CreateTable', input));
  const isProtected = input.DeletionProtectionEnabled === true;
  await writeSettings(engine, tableOf(input), { timeToLive: null, isProtected });
  return withProtection(result, 'TableDescription', isProtected);
}

/** DescribeTable, with the deletion protection. */
export async function describeTable(engine: Engine, input: Input): Output {
  const result = await engine.run('DescribeTable', engine.parse('DescribeTable', input));
  return withProtection(result, 'Table', (await readSettings(engine, tableOf(input))).isProtected);
}

/** UpdateTable; a change of the deletion protection alone never reaches dynalite, which would find nothing to do. */
export async function updateTable(engine: Engine, input: Input): Output {
  const { DeletionProtectionEnabled: wanted, ...others } = input;
  const name = tableOf(input);
  if (typeof wanted === 'boolean') {
    await engine.table(name);
    await writeSettings(engine, name, { isProtected: wanted });
  }
  const { isProtected } = await readSettings(engine, name);
  if (typeof wanted === 'boolean' && Object.keys(others).length === 1) {
    const { Table } = await engine.run('DescribeTable', engine.parse('DescribeTable', { TableName: name }));
    return withProtection({ TableDescription: Table }, 'TableDescription', isProtected);
  }
  return withProtection(
    await engine.run('UpdateTable', engine.parse('UpdateTable', others)),
    'TableDescription',
    isProtected,
  );
}

/** DeleteTable, unless the table is protected. */
export async function deleteTable(engine: Engine, input: Input): Output {
  const request = engine.parse('DeleteTable', input);
  const name = tableOf(input);
  if ((await readSettings(engine, name)).isProtected) {
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  }
  const result = await engine.run('DeleteTable', request);
  await promise<void>((done) => settingsOf(engine).del(name, done));
  return result;
}

/** DescribeTimeToLive. */
export async function describeTimeToLive(engine: Engine, input: Input): Output {
  await engine.table(tableOf(input));
  const { timeToLive } = await readSettings(engine, tableOf(input));
  const status = timeToLive === null ? 'DISABLED' : 'ENABLED';
  return {
    TimeToLiveDescription: {
      TimeToLiveStatus: status,
      ...(timeToLive === null ? {} : { AttributeName: timeToLive }),
    },
  };
}

/**
 * UpdateTimeToLive; refuses what is already so, as AWS does:
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
export async function updateTimeToLive(engine: Engine, input: Input): Output {
  const name = tableOf(input);
  await engine.table(name);
  const { Enabled, AttributeName } = (input.TimeToLiveSpecification ?? {}) as Input;
  if (typeof Enabled !== 'boolean' || typeof AttributeName !== 'string' || AttributeName === '') {
    throw invalid('TimeToLiveSpecification needs Enabled and AttributeName.');
  }
  const { timeToLive } = await readSettings(engine, name);
  if (Enabled === (timeToLive !== null)) throw invalid(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  await writeSettings(engine, name, { timeToLive: Enabled ? AttributeName : null });
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
}

/** The name in a request that must have one. Throws ValidationException. */
export function tableOf(input: Input): string {
  const name = input.TableName;
  if (typeof name === 'string' && name !== '') return name;
  throw invalid("The parameter 'TableName' is required but was not present in the request");
}

function withProtection(result: Record<string, unknown>, member: string, isProtected: boolean) {
  return { ...result, [member]: { ...(result[member] as object), DeletionProtectionEnabled: isProtected } };
}
