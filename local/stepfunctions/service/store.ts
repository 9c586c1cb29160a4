import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HistoryEvent } from '../interpreter/history.ts';
import type { ExecutionRecord, StoredExecution } from './record.ts';

/** Keeps executions between runs of the laptop stack. */
export interface ExecutionStore {
  /** Keeps the text of a definition and gives the hash that names it. */
  saveDefinition(text: string): string;
  readDefinition(hash: string): string;
  saveRecord(record: ExecutionRecord): void;
  saveEvent(record: ExecutionRecord, event: HistoryEvent): void;
  load(): StoredExecution[];
}

type Line = { readonly record: ExecutionRecord } | { readonly event: HistoryEvent };

/** Forgets everything with the process. */
export function createMemoryStore(): ExecutionStore {
  const definitions = new Map<string, string>();
  return {
    saveDefinition: (text) => {
      const hash = hashText(text);
      definitions.set(hash, text);
      return hash;
    },
    readDefinition: (hash) => definitions.get(hash) ?? '',
    saveRecord: () => undefined,
    saveEvent: () => undefined,
    load: () => [],
  };
}

/**
 * One file per execution, to which each event and each change of the record is appended as a line of
 * JSON; written at once, so that a crash loses nothing that a caller has seen.
 */
export function createFileStore(dataDir: string): ExecutionStore {
  const executions = join(dataDir, 'executions');
  const definitionPath = (hash: string): string => join(dataDir, 'definitions', `${hash}.asl.json`);
  const append = ({ stateMachineArn, name }: ExecutionRecord, line: Line): void => {
    const machine = stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1);
    const path = join(executions, encodeURIComponent(machine), `${encodeURIComponent(name)}.jsonl`);
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
  return {
    saveDefinition: (text) => {
      const hash = hashText(text);
      mkdirSync(join(dataDir, 'definitions'), { recursive: true });
      if (!existsSync(definitionPath(hash))) writeFileSync(definitionPath(hash), text);
      return hash;
    },
    readDefinition: (hash) => readFileSync(definitionPath(hash), 'utf8'),
    saveRecord: (record) => append(record, { record }),
    saveEvent: (record, event) => append(record, { event }),
    load: () => (existsSync(executions) ? listFiles(executions).flatMap(readExecution) : []),
  };
}

function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.jsonl'))
    .map((path) => join(folder, path));
}

function readExecution(path: string): StoredExecution[] {
  const text = readFileSync(path, 'utf8');
  // What stands after the last line feed is a line that a crash cut off.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) writeFileSync(path, whole);
  const lines = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const record = lines.findLast((line) => 'record' in line)?.record;
  const events = lines.flatMap((line) => ('event' in line ? [line.event] : []));
  return record === undefined ? [] : [{ record, events }];
}
