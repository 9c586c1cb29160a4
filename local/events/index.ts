import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { EventBusResource, RuleResource, RuleTarget } from '../template/events.ts';
import type { FunctionPermission } from '../template/functions.ts';
import type { Place } from '../template/identity.ts';
import { isPermitted } from '../template/permissions.ts';
import { type Operation, ServiceError, startAwsJsonServer } from '../wire/aws-json-server.ts';
import type { LoopbackServer } from '../wire/loopback-server.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import { targetInput } from './target-input.ts';

/** What PutEvents answers. */
export interface PutEventsResult {
  readonly FailedEntryCount: number;
  readonly Entries: readonly {
    readonly EventId?: string;
    readonly ErrorCode?: string;
    readonly ErrorMessage?: string;
  }[];
}

/** An event that one of AWS's own services puts on the default bus. */
export interface ServiceEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The event buses of the stack. */
export interface EventService {
  /** Takes events in as PutEvents does; throws ServiceError `ValidationException`. */
  readonly putEvents: (input: unknown) => PutEventsResult;
  readonly publish: (event: ServiceEvent) => void;
  /** Ends the waits between delivery attempts. */
  readonly close: () => void;
}

/** What the buses need to work. */
export interface EventServiceOptions {
  readonly place: Place;
  readonly eventBuses: readonly EventBusResource[];
  readonly rules: readonly RuleResource[];
  /** A function that none opens to the rule is not invoked, as on AWS. */
  readonly permissions: readonly FunctionPermission[];
  /** Hands an event to a Lambda function; throws when it is not taken. */
  readonly deliver: (functionArn: string, payload: string) => void;
  /** Told of an event that could not be delivered: what its dead letter queue would hold. */
  readonly onDeadLetter?: (rule: RuleResource, target: RuleTarget, payload: string, reason: string) => void;
  readonly now?: () => Date;
  /** Milliseconds before a further attempt, by the number of those before it. */
  readonly retryDelay?: (attempt: number) => number;
}

/** Docs: API_PutEvents; the size of an entry counts detail, source and detail type. */
const entrySchema = z.object({
  Source: z.string().min(1),
  DetailType: z.string().min(1),
  Detail: z.union([z.string(), z.record(z.string(), z.unknown())]),
  EventBusName: z.string().default('default'),
  Resources: z.array(z.string()).default([]),
  Time: z.number().optional(),
});
const inputSchema = z.object({ Entries: z.array(z.unknown()).min(1).max(10) });
const largestEntries = 1024 * 1024;

/** Starts the buses with the template's rules. Throws ServiceError `InvalidEventPatternException`. */
export function createEvents(options: EventServiceOptions): EventService {
  const {
    place,
    deliver,
    onDeadLetter,
    now = () => new Date(),
    retryDelay = (attempt) => 1000 * 2 ** attempt,
  } = options;
  const buses = new Set(['default', ...options.eventBuses.map((bus) => bus.name)]);
  const rules: readonly (RuleResource & { readonly matches: Matcher })[] = options.rules
    .filter((rule) => rule.enabled)
    .map((rule) => ({ ...rule, matches: compilePattern(rule.pattern) }));
  const timers = new Set<NodeJS.Timeout>();

  function attempt(rule: RuleResource, target: RuleTarget, payload: string, attempts: number): void {
    const call = { functionArn: target.arn, principal: 'events.amazonaws.com', sourceArn: rule.arn };
    if (!isPermitted(options.permissions, call)) {
      onDeadLetter?.(rule, target, payload, 'NO_PERMISSIONS: no permission opens the function to the rule');
      return;
    }
    try {
      deliver(target.arn, payload);
    } catch (error) {
      if (attempts >= target.maximumRetries) {
        onDeadLetter?.(rule, target, payload, String(error));
        return;
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        attempt(rule, target, payload, attempts + 1);
      }, retryDelay(attempts));
      timers.add(timer);
    }
  }

  function route(busName: string, event: Readonly<Record<string, unknown>>): void {
    for (const rule of rules) {
      if (rule.busName !== busName || !rule.matches(event)) continue;
      for (const target of rule.targets) attempt(rule, target, targetInput(target, event), 0);
    }
  }

  function envelope(event: ServiceEvent, time: Date): Readonly<Record<string, unknown>> & { readonly id: string } {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event.detailType,
      source: event.source,
      account: place.accountId,
      time: `${time.toISOString().slice(0, 19)}Z`,
      region: place.region,
      resources: event.resources,
      detail: event.detail,
    };
  }

  function putEntry(entry: unknown): PutEventsResult['Entries'][number] {
    const parsed = entrySchema.safeParse(entry);
    if (!parsed.success) return { ErrorCode: 'InvalidArgument', ErrorMessage: z.prettifyError(parsed.error) };
    const { Source, DetailType, EventBusName, Resources, Time } = parsed.data;
    const busName = EventBusName.replace(/^arn:.*:event-bus\//, '');
    if (Source.startsWith('aws.')) {
      return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
    }
    if (!buses.has(busName)) {
      return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${busName} does not exist.` };
    }
    const detail = readDetail(parsed.data.Detail);
    if (detail === null) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    const time = Time === undefined ? now() : new Date(Time * 1000);
    const event = envelope({ source: Source, detailType: DetailType, resources: Resources, detail }, time);
    route(busName, event);
    return { EventId: event.id };
  }

  return {
    publish: (event) => route('default', envelope(event, now())),
    putEvents: (input) => {
      const parsed = inputSchema.safeParse(input);
      if (!parsed.success) throw new ServiceError('ValidationException', 'Entries must hold 1 to 10 events.');
      if (Buffer.byteLength(JSON.stringify(parsed.data.Entries)) > largestEntries) {
        throw new ServiceError(
          'PutEventsRequestEntryTooLargeException',
          'Total size of the entries is over 1 MB.',
          413,
        );
      }
      const entries = parsed.data.Entries.map(putEntry);
      return { FailedEntryCount: entries.filter((entry) => entry.EventId === undefined).length, Entries: entries };
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Serves PutEvents, so that `@aws-sdk/client-eventbridge` works unmodified. */
export function startEventEndpoint(events: EventService): Promise<LoopbackServer> {
  const operations: Readonly<Record<string, Operation>> = { PutEvents: (input) => events.putEvents(input) };
  return startAwsJsonServer('AWSEvents', operations);
}

/** The detail is a JSON object, as text; Step Functions' integration also takes the object itself. */
function readDetail(detail: string | Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null {
  if (typeof detail !== 'string') return detail;
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
