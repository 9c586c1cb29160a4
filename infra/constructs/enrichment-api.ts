import { Duration, Size } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiKeySourceType,
  AuthorizationType,
  EndpointType,
  type IAuthorizer,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type MethodOptions,
  RequestAuthorizer,
  RestApi,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayDomain } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { PlanEntry } from '../plans.ts';
import type { RouteEntry } from '../routes.ts';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { answerWithProblems } from './gateway-responses.ts';
import { refuseOtherMethods } from './other-methods.ts';
import { addUsagePlans } from './usage-plans.ts';
import { guardWithFirewall } from './web-firewall.ts';

export interface EnrichmentApiProps {
  readonly stage: StageSettings;
  readonly functions: EnrichmentFunctions;
  readonly routes: readonly RouteEntry[];
  readonly plans: readonly PlanEntry[];
}

/** The REST API: every route of the build's route table, an authorizer before it, and problem documents for every refusal. */
export class EnrichmentApi extends Construct {
  readonly url: string;
  /** The ids of the usage plans by the names of the clients' plans. */
  readonly usagePlanIds: Readonly<Record<string, string>>;
  private readonly api: RestApi;

  constructor(scope: Construct, id: string, { stage, functions, routes, plans }: EnrichmentApiProps) {
    super(scope, id);
    this.api = this.createApi(stage);
    this.url = this.giveName(stage);
    const authorizer = this.createAuthorizer(stage, functions);
    for (const [path, onPath] of Map.groupBy(routes, (route) => route.path)) {
      this.serve(this.api.root.resourceForPath(path), onPath, authorizer, functions, stage);
    }
    this.usagePlanIds = addUsagePlans(this.api, plans, stage);
    answerWithProblems(this.api);
    if (stage.name === 'prod') {
      guardWithFirewall(this, this.api.deploymentStage, `sales-intelligence-${stage.name}`);
    }
    this.acknowledgeFindings(stage);
  }

  private createApi(stage: StageSettings): RestApi {
    const accessLogs = new LogGroup(this, 'AccessLogs', {
      retention: stage.logRetention,
      removalPolicy: stage.removalPolicy,
    });
    const api = new RestApi(this, 'RestApi', {
      restApiName: `sales-intelligence-${stage.name}`,
      description: 'Company profiles and sales briefs in which every statement carries its source.',
      minCompressionSize: smallestCompressed,
      apiKeySourceType: ApiKeySourceType.AUTHORIZER,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      deployOptions: {
        stageName: stage.name,
        throttlingRateLimit: stage.throttle.rate,
        throttlingBurstLimit: stage.throttle.burst,
        tracingEnabled: true,
        metricsEnabled: true,
        loggingLevel: MethodLoggingLevel.ERROR,
        dataTraceEnabled: false,
        accessLogDestination: new LogGroupLogDestination(accessLogs),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    // The stack has an output of its own for it.
    api.node.tryRemoveChild('Endpoint');
    return api;
  }

  /** Gives the URL under which the API is reached: its name at AWS, or the stage's own. */
  private giveName({ customDomain }: StageSettings): string {
    if (customDomain === null) return this.api.url;
    const { name, certificateArn, zone } = customDomain;
    const domain = this.api.addDomainName('Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    if (zone !== null) {
      new ARecord(this, 'DomainRecord', {
        zone: HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId: zone.id, zoneName: zone.name }),
        recordName: name,
        target: RecordTarget.fromAlias(new ApiGatewayDomain(domain)),
      });
    }
    return `https://${name}/`;
  }

  private createAuthorizer(stage: StageSettings, functions: EnrichmentFunctions): IAuthorizer {
    return new RequestAuthorizer(this, 'Authorizer', {
      handler: functions.named('authorize').lambda,
      // API Gateway refuses a call without an identity source before the function sees it.
      identitySources: stage.apiKeyRequired ? [IdentitySource.header('x-api-key')] : [],
      // How long a revoked key may still be let in.
      resultsCacheTtl: Duration.seconds(stage.apiKeyRequired ? 60 : 0),
    });
  }

  private serve(
    resource: IResource,
    routes: readonly RouteEntry[],
    authorizer: IAuthorizer,
    functions: EnrichmentFunctions,
    stage: StageSettings,
  ): void {
    const guarded: MethodOptions = {
      authorizer,
      authorizationType: AuthorizationType.CUSTOM,
      // Without keys nobody is on a plan; the stage's own throttle still holds.
      apiKeyRequired: stage.apiKeyRequired,
    };
    for (const route of routes) {
      const { served } = functions.named(route.function);
      const integration = new LambdaIntegration(served, { proxy: true, scopePermissionToMethod: false });
      for (const method of methodsOf(route)) {
        resource.addMethod(method, integration, route.scope === null ? open : guarded);
      }
    }
    const methods = routes.flatMap(methodsOf);
    resource.addCorsPreflight({
      allowOrigins: [...stage.corsOrigins],
      allowMethods: [...methods, 'OPTIONS'],
      allowHeaders: [
        'content-type',
        'x-api-key',
        'idempotency-key',
        'prefer',
        'if-none-match',
        'x-request-id',
        'x-user-id',
      ],
      maxAge: Duration.hours(1),
    });
    refuseOtherMethods(resource, [...methods, 'OPTIONS']);
  }

  private acknowledgeFindings(stage: StageSettings): void {
    const reasons = {
      'AwsSolutions-APIG2':
        'The functions validate with zod and name every refused field, which a request model cannot.',
      ...(stage.name === 'prod'
        ? {}
        : { 'AwsSolutions-APIG3': 'Only prod is open to the world for long enough to be worth a firewall.' }),
      'AwsSolutions-APIG4':
        'Open are /health, the preflight (a browser sends no key with it) and the refusal of other methods, which says nothing.',
      'AwsSolutions-COG4': 'Clients are machines with a key, checked by the Lambda authorizer; there is no user pool.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'API Gateway asks for exactly this managed policy to write its logs.',
    };
    for (const [id, reason] of Object.entries(reasons)) acknowledge(this.api, id, reason);
  }
}

/** HEAD is served wherever GET is (RFC 9110, 9.3.2). */
function methodsOf({ method }: RouteEntry): string[] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method];
}

/** Below it a compressed body is hardly smaller than a plain one. */
const smallestCompressed = Size.kibibytes(1);

const open: MethodOptions = { authorizationType: AuthorizationType.NONE };

/** No addresses and no query strings: a log line names the client by its id only. */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  client: '$context.authorizer.principalId',
  latencyMs: '$context.responseLatency',
  integrationLatencyMs: '$context.integrationLatency',
  bytes: '$context.responseLength',
  refusal: '$context.error.responseType',
};
