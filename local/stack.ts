import { join } from 'node:path';
import { startDynamoDb } from './data/dynamodb/index.ts';
import { startS3 } from './data/s3/index.ts';
import type { SandboxEngine } from './dev/engines.ts';
import { createEvents, startEventEndpoint } from './events/index.ts';
import { createFunctions } from './functions/index.ts';
import { startInvokeEndpoint } from './functions/invoke-endpoint.ts';
import { startGateway } from './gateway/index.ts';
import { createApiKeys } from './gateway/usage/api-keys.ts';
import { startControlPlane } from './gateway/usage/control-plane.ts';
import { type Sandbox, startSandbox } from './sandbox/index.ts';
import { startScheduler } from './scheduler/index.ts';
import { startSecrets } from './secrets/index.ts';
import { deploy } from './stack/deploy.ts';
import { provideDevKey } from './stack/dev-client.ts';
import { createIntegrations } from './stack/integrations.ts';
import { createClients, type StackEndpoints } from './stack/sdk-clients.ts';
import { readSecretsFrom, readSecretsOf, readSettings } from './stack/secret-values.ts';
import { describeStatusEvent } from './stack/status-events.ts';
import { measureFunctions, type OnUsage } from './stack/usage.ts';
import { startStepFunctions } from './stepfunctions/index.ts';
import { readTemplate, type StackTemplate } from './template/index.ts';

/** One line of what happens inside the stack. */
export interface StackLog {
  /** Which part speaks: a function's logical id, `gateway`, `events`. */
  readonly from: string;
  readonly requestId: string | null;
  readonly text: string;
}

export interface StackOptions {
  /** Of the REST API; 0 takes a free one. */
  readonly port: number;
  /** Keeps tables, objects, executions and the key between runs; without it all is gone at the end. */
  readonly dataDir?: string | undefined;
  /** Saved pages that are served as if they were on the web. */
  readonly pagesDir?: string | undefined;
  /** The real internet and the keys of `.env`, instead of the sandbox. */
  readonly live: boolean;
  /** LLM engines whose stand-ins get a key; none by default, and the embedded engine does all the work. */
  readonly engines?: readonly SandboxEngine[] | undefined;
  /** Runs the template's schedules; without it nothing happens unless somebody asks for it. */
  readonly schedules?: boolean | undefined;
  /** `cdk synth` output; the project's own by default. */
  readonly assembly?: string | undefined;
  readonly onLog?: ((log: StackLog) => void) | undefined;
  /** Hears what a run uses, for who counts what it costs. */
  readonly onUsage?: OnUsage | undefined;
}

export interface Stack {
  /** Where the REST API answers. */
  readonly url: string;
  /** Opens it. */
  readonly apiKey: string;
  /** For SDK clients. */
  readonly endpoints: StackEndpoints;
  readonly template: StackTemplate;
  /** The small web that stands for the internet, null with the real one. */
  readonly sandbox: Sandbox | null;
  /** Ends every server, worker and timer; what still runs is aborted. */
  readonly close: () => Promise<void>;
}

/** Ends one part; what it gives is awaited. */
type Close = () => unknown;

const root = join(import.meta.dirname, '..');
/** What the small web is told of who asks; its SEC refuses everybody else, as the real one does. */
const sandboxContact = 'https://orchestrator.example/contact';
/** Where a stack lives that is bound to no account and region. */
const deployment = { region: 'us-east-1', accountId: '000000000000' };

/**
 * Starts the synthesized stack on this machine, one process with its threads. Throws TemplateError for
 * a template that would not deploy, and the system's error (`EADDRINUSE`) when the port is taken.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closing: Close[] = [];
  const close = async () => {
    for (const closePart of closing.splice(0).reverse()) await closePart();
  };
  try {
    return { ...(await startParts(options, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  {
    port,
    dataDir,
    pagesDir,
    live,
    engines = [],
    schedules = false,
    onUsage,
    assembly = join(root, 'cdk.out'),
    onLog,
  }: StackOptions,
  closing: Close[],
): Promise<Omit<Stack, 'close'>> {
  const template = readTemplate(assembly, deployment);
  const { place, permissions, api } = template;
  const started = <Part extends { readonly close: Close }>(part: Part): Part => {
    closing.push(() => part.close());
    return part;
  };
  const log = (from: string, text: string, requestId: string | null = null) => onLog?.({ from, requestId, text });
  const logicalIds = new Map(template.functions.map(({ name, logicalId }) => [name, logicalId]));
  const logFunction = (name: string, text: string, requestId: string | null = null) =>
    log(logicalIds.get(name) ?? name, text, requestId);
  const folder = (name: string) => (dataDir === undefined ? undefined : join(dataDir, name));

  const sandbox = live ? null : started(await startSandbox({ pagesDir }));
  const dynamodb = started(await startDynamoDb({ onExchange: onUsage, dataDir: folder('dynamodb'), ...place }));
  const s3 = started(await startS3({ onExchange: onUsage, dataDir: folder('s3'), region: place.region }));
  const readSecret =
    sandbox === null ? readSecretsFrom(join(root, '.env')) : readSecretsOf(sandboxKeys(sandbox, engines));
  const secrets = started(await startSecrets({ secrets: template.secrets, read: readSecret }));
  const functions = started(
    measureFunctions(
      template.functions,
      createFunctions({
        functions: template.functions,
        place,
        network: sandbox?.network ?? null,
        endpoints: () => variablesFor(endpoints),
        settings: sandbox === null ? readSettings(join(root, '.env')) : { CONTACT_URL: sandboxContact },
        onLog: (line) => logFunction(line.functionName, line.text, line.requestId),
        onDiscard: (name, _payload, error) => logFunction(name, `An event was given up after its retries: ${error}`),
      }),
      onUsage,
    ),
  );
  const events = started(
    createEvents({
      place,
      eventBuses: template.eventBuses,
      rules: template.rules,
      permissions,
      deliver: functions.invokeAsynchronously,
      onDeadLetter: (rule, _target, payload, reason) =>
        log('events', `${rule.name}: ${reason}; dead letter: ${payload}`),
    }),
  );
  const dynamodbUrl = `http://127.0.0.1:${dynamodb.port}`;
  const eventEndpoint = started(await startEventEndpoint(events));
  const lambda = started(await startInvokeEndpoint(functions));
  // What an aborted execution leaves to be tidied is tidied before the data it is written to closes.
  closing.push(() => functions.settled());
  const stepFunctions = started(
    await startStepFunctions({
      ...place,
      ...(dataDir === undefined ? {} : { dataDir: join(dataDir, 'stepfunctions') }),
      integrations: createIntegrations(functions, events, dynamodbUrl, place),
      onStatusChange: (change) => events.publish(describeStatusEvent(change)),
    }),
  );
  const keysFile = dataDir === undefined ? undefined : join(dataDir, 'api-keys.json');
  const apiKeys = createApiKeys(template.usagePlans, keysFile);
  const apiGateway = started(await startControlPlane(apiKeys));
  const endpoints: StackEndpoints = {
    dynamodb: dynamodbUrl,
    s3: `http://127.0.0.1:${s3.port}`,
    stepFunctions: `http://127.0.0.1:${stepFunctions.port}`,
    lambda: lambda.url,
    events: eventEndpoint.url,
    secrets: secrets.url,
    apiGateway: apiGateway.url,
  };

  const clients = createClients(endpoints, place.region);
  try {
    await deploy(template, clients);
  } finally {
    clients.destroy();
  }
  if (schedules) {
    started(
      startScheduler({
        schedules: template.schedules,
        start: async (stateMachineArn, input) => stepFunctions.service.startExecution({ stateMachineArn, input }),
        onFailure: ({ name }, error) => log('scheduler', `${name} could not start its target: ${error}`),
      }),
    );
  }
  const apiKey = await provideDevKey(template, functions, apiKeys, dataDir);
  const onRefusal = (id: string, type: string, reason: string) => log('gateway', `${type}: ${reason}`, id);
  const gateway = started(
    await startGateway({ api, place, permissions, apiKeys, invoke: functions.invoke, port, onRefusal }),
  );
  return { url: gateway.url, apiKey, endpoints, template, sandbox };
}

function sandboxKeys({ providerKeys, engineKeys }: Sandbox, engines: readonly string[]): Record<string, string> {
  const ofEngines = Object.entries(engineKeys).filter(([engine]) => engines.includes(engine));
  return { ...providerKeys, ...Object.fromEntries(ofEngines) };
}

/** By the SDK's service ids (https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html). */
function variablesFor(endpoints: StackEndpoints): Readonly<Record<string, string>> {
  return {
    DYNAMODB: endpoints.dynamodb,
    S3: endpoints.s3,
    SFN: endpoints.stepFunctions,
    LAMBDA: endpoints.lambda,
    EVENTBRIDGE: endpoints.events,
    SECRETS_MANAGER: endpoints.secrets,
  };
}
