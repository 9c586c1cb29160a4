import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterEach, describe, expect, it } from 'vitest';
import { createEvents, type EventServiceOptions, startEventEndpoint } from '../../../../local/events/index.ts';
import { targetInput } from '../../../../local/events/target-input.ts';
import type { RuleResource, RuleTarget } from '../../../../local/template/events.ts';

const place = { region: 'eu-west-1', accountId: '111122223333', stackName: 'Sample' };
const target: RuleTarget = { id: 'Target0', arn: 'arn:aws:lambda:f', maximumRetries: 2, deadLetterArn: null };
const rule = (overrides: Partial<RuleResource> = {}): RuleResource => ({
  logicalId: 'Rule',
  name: 'rule',
  arn: 'arn:rule',
  busName: 'default',
  enabled: true,
  pattern: { source: ['shop'] },
  targets: [target],
  ...overrides,
});
const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{"id":7}' };
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function start(options: Partial<EventServiceOptions> = {}) {
  const delivered: [string, Record<string, unknown>][] = [];
  const events = createEvents({
    place,
    eventBuses: [{ logicalId: 'Bus', name: 'own', arn: 'arn:aws:events:eu-west-1:111122223333:event-bus/own' }],
    rules: [rule()],
    permissions: [{ functionArn: target.arn, principal: 'events.amazonaws.com', sourceArn: 'arn:*' }],
    deliver: (arn, payload) => delivered.push([arn, JSON.parse(payload)]),
    now: () => new Date('2026-01-02T03:04:05.678Z'),
    retryDelay: () => 1,
    ...options,
  });
  closing.push(events.close);
  return { events, delivered };
}

describe('the event bus', () => {
  it('sends an event that fits to the rule target, in the envelope of EventBridge', () => {
    const { events, delivered } = start();

    const answer = events.putEvents({ Entries: [{ ...entry, Resources: ['arn:x'] }] });

    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: delivered[0]?.[1].id }] });
    expect(delivered).toEqual([
      [
        'arn:aws:lambda:f',
        {
          version: '0',
          id: expect.any(String),
          'detail-type': 'Sold',
          source: 'shop',
          account: '111122223333',
          time: '2026-01-02T03:04:05Z',
          region: 'eu-west-1',
          resources: ['arn:x'],
          detail: { id: 7 },
        },
      ],
    ]);
  });

  it('keeps buses apart, and disabled rules still', () => {
    const rules = [rule({ busName: 'own' }), rule({ enabled: false })];
    const { events, delivered } = start({ rules });

    events.putEvents({ Entries: [entry] });
    events.putEvents({
      Entries: [{ ...entry, EventBusName: 'arn:aws:events:eu-west-1:111122223333:event-bus/own', Time: 0 }],
    });

    expect(delivered.map(([, event]) => event.time)).toEqual(['1970-01-01T00:00:00Z']);
  });

  it('takes a detail that is an object, as Step Functions may send it', () => {
    const { events, delivered } = start();

    events.putEvents({ Entries: [{ ...entry, Detail: { id: 8 } }] });

    expect(delivered[0]?.[1].detail).toEqual({ id: 8 });
  });

  it.each([
    [{ ...entry, Source: 'aws.states' }, 'NotAuthorizedForSourceException'],
    [{ ...entry, EventBusName: 'nowhere' }, 'ResourceNotFoundException'],
    [{ ...entry, Detail: '[1]' }, 'MalformedDetail'],
    [{ ...entry, Detail: '{' }, 'MalformedDetail'],
    [{ DetailType: 'x', Detail: '{}' }, 'InvalidArgument'],
  ])('refuses %j alone, with %s', (bad, code) => {
    const { events, delivered } = start();

    const answer = events.putEvents({ Entries: [bad, entry] });

    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: code }, { EventId: expect.any(String) }],
    });
    expect(delivered).toHaveLength(1);
  });

  it('carries what AWS services say', () => {
    const { events, delivered } = start({ rules: [rule({ pattern: { source: ['aws.states'] } })] });

    events.publish({ source: 'aws.states', detailType: 'Changed', resources: ['arn:e'], detail: { status: 'FAILED' } });

    expect(delivered[0]?.[1]).toMatchObject({
      source: 'aws.states',
      'detail-type': 'Changed',
      detail: { status: 'FAILED' },
    });
  });

  it('tries a target that does not take the event again, then reports it', async () => {
    const dead: string[] = [];
    let attempts = 0;
    const { events } = start({
      deliver: () => {
        attempts += 1;
        throw new Error('throttled');
      },
      onDeadLetter: (_rule, _target, _payload, reason) => dead.push(reason),
    });

    events.putEvents({ Entries: [entry] });

    await expect.poll(() => dead).toEqual(['Error: throttled']);
    expect(attempts).toBe(3);
  });

  it('does not invoke a function that no permission opens to the rule', () => {
    const dead: string[] = [];
    const onDeadLetter: EventServiceOptions['onDeadLetter'] = (_rule, _target, _payload, reason) => dead.push(reason);
    const closed = { functionArn: target.arn, principal: 'events.amazonaws.com', sourceArn: 'arn:other' };
    const { events, delivered } = start({ permissions: [closed], onDeadLetter });

    events.putEvents({ Entries: [entry] });

    expect([dead.length, delivered.length]).toEqual([1, 0]);
    expect(dead[0]).toMatch(/^NO_PERMISSIONS/);
  });

  it('tries no longer once it is closed', () => {
    const dead: string[] = [];
    const { events } = start({
      deliver: () => {
        throw new Error('throttled');
      },
      retryDelay: () => 60_000,
      onDeadLetter: (_rule, _target, _payload, reason) => dead.push(reason),
    });
    events.putEvents({ Entries: [entry] });

    events.close();

    expect(dead).toEqual([]);
  });
});

describe('the PutEvents endpoint', () => {
  it('answers the SDK', async () => {
    const { events, delivered } = start();
    const endpoint = await startEventEndpoint(events);
    const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
    const client = new EventBridgeClient({ region: 'eu-west-1', endpoint: endpoint.url, credentials, maxAttempts: 1 });
    closing.push(endpoint.close, () => client.destroy());

    const answer = await client.send(new PutEventsCommand({ Entries: [{ ...entry, Time: new Date(0) }] }));

    expect(answer.FailedEntryCount).toBe(0);
    expect(delivered).toHaveLength(1);
    await expect(client.send(new PutEventsCommand({ Entries: [] }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    const large = { ...entry, Detail: JSON.stringify({ text: 'x'.repeat(1_100_000) }) };
    await expect(client.send(new PutEventsCommand({ Entries: [large] }))).rejects.toMatchObject({
      name: 'PutEventsRequestEntryTooLargeException',
    });
  });
});

describe('the input of a target', () => {
  const event = { source: 'shop', detail: { name: 'Ann "A"', count: 2, tags: ['x'] } };
  const transformed = (paths: Record<string, string>, template: string) =>
    targetInput({ ...target, inputTransformer: { paths, template } }, event);

  it('is the event, a constant, or a part of it', () => {
    const inputs = [
      targetInput(target, event),
      targetInput({ ...target, input: '{"a":1}' }, event),
      targetInput({ ...target, inputPath: '$.detail.tags[0]' }, event),
      targetInput({ ...target, inputPath: '$.detail.none' }, event),
    ];

    expect(inputs).toEqual([JSON.stringify(event), '{"a":1}', '"x"', 'null']);
  });

  it.each([
    ['{"who":<name>,"n":<count>}', '{"who":"Ann \\"A\\"","n":2}'],
    ['{"text":"for <name>: <count> <tags>"}', '{"text":"for Ann \\"A\\": 2 [\\"x\\"]"}'],
    ['{"quote":"a \\" b <count>","none":<nothing>}', '{"quote":"a \\" b 2","none":null}'],
    ['"<nothing>"', '"\\"\\""'],
  ])('is made from the template %s', (template, expected) => {
    const paths = { name: '$.detail.name', count: '$.detail.count', tags: '$.detail.tags' };

    expect(transformed(paths, template)).toBe(expected);
  });

  it('may hold the whole event', () => {
    expect(transformed({}, '{"event":<aws.events.event>}')).toBe(JSON.stringify({ event }));
  });
});
