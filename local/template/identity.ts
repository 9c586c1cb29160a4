import { createHash } from 'node:crypto';
import { TemplateError } from './errors.ts';

/** Where the stack pretends to be deployed. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
}

/** What `Ref` and `Fn::GetAtt` give for one resource. */
export interface ResourceIdentity {
  /** The physical name, as an SDK client would send it. */
  readonly name: string;
  /** The value of `Ref`. */
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Describe = (name: string, place: Place, logicalId: string) => Omit<ResourceIdentity, 'name'>;

interface Kind {
  /** The property that names the resource explicitly. */
  readonly nameProperty?: string;
  readonly longestName: number;
  readonly lowerCase?: boolean;
  readonly describe: Describe;
}

const arnOf = (service: string, place: Place, rest: string) =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${rest}`;

const named =
  (service: string, prefix: string): Describe =>
  (name, place) => ({ ref: name, attributes: { Arn: arnOf(service, place, `${prefix}${name}`) } });

const plain: Describe = (name) => ({ ref: name, attributes: {} });

const table: Kind = { nameProperty: 'TableName', longestName: 255, describe: named('dynamodb', 'table/') };

/**
 * Return values of `Ref` and `Fn::GetAtt` by resource type; source: the "Return values" section
 * of each type in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 */
const kinds: Readonly<Record<string, Kind>> = {
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', longestName: 64, describe: named('lambda', 'function:') },
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', longestName: 512, describe: named('logs', 'log-group:') },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    longestName: 63,
    lowerCase: true,
    describe: (name, place) => ({
      ref: name,
      attributes: {
        Arn: `arn:aws:s3:::${name}`,
        DomainName: `${name}.s3.amazonaws.com`,
        RegionalDomainName: `${name}.s3.${place.region}.amazonaws.com`,
      },
    }),
  },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name',
    longestName: 256,
    describe: (name, place, logicalId) => {
      const arn = arnOf('secretsmanager', place, `secret:${name}-${digest(logicalId, 6)}`);
      return { ref: arn, attributes: { Id: arn } };
    },
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    longestName: 80,
    describe: (name, place) => {
      const arn = arnOf('states', place, `stateMachine:${name}`);
      return { ref: arn, attributes: { Arn: arn, Name: name } };
    },
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    longestName: 256,
    describe: (name, place) => ({
      ref: name,
      attributes: { Arn: arnOf('events', place, `event-bus/${name}`), Name: name },
    }),
  },
  'AWS::Events::Rule': { nameProperty: 'Name', longestName: 64, describe: named('events', 'rule/') },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    longestName: 64,
    describe: named('scheduler', 'schedule/default/'),
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    longestName: 80,
    describe: (name, place) => ({
      ref: `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${name}`,
      attributes: { Arn: arnOf('sqs', place, name), QueueName: name },
    }),
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    longestName: 256,
    describe: (name, place) => ({
      ref: arnOf('sns', place, name),
      attributes: { TopicArn: arnOf('sns', place, name), TopicName: name },
    }),
  },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    longestName: 64,
    describe: (name, place, logicalId) => ({
      ref: name,
      attributes: {
        Arn: `arn:aws:iam::${place.accountId}:role/${name}`,
        RoleId: `AROA${digest(logicalId, 17).toUpperCase()}`,
      },
    }),
  },
  'AWS::KMS::Key': {
    longestName: 36,
    describe: (name, place) => ({ ref: name, attributes: { Arn: arnOf('kms', place, `key/${name}`), KeyId: name } }),
  },
  'AWS::ApiGateway::RestApi': {
    longestName: 10,
    lowerCase: true,
    describe: (name) => ({ ref: name, attributes: { RestApiId: name, RootResourceId: digest(`${name}/`, 10) } }),
  },
  'AWS::ApiGateway::Resource': { longestName: 6, lowerCase: true, describe: plain },
  'AWS::ApiGateway::Authorizer': {
    longestName: 6,
    lowerCase: true,
    describe: (name) => ({ ref: name, attributes: { AuthorizerId: name } }),
  },
  'AWS::ApiGateway::Deployment': {
    longestName: 6,
    lowerCase: true,
    describe: (name) => ({ ref: name, attributes: { DeploymentId: name } }),
  },
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName', longestName: 128, describe: plain },
};

/**
 * Gives the name, `Ref` and attributes of a resource.
 * A resource without an explicit name gets a stable generated one, as CloudFormation would make.
 */
export function identify(
  logicalId: string,
  type: string,
  explicitName: string | undefined,
  place: Place,
): ResourceIdentity {
  const kind = kinds[type] ?? { longestName: 255, describe: named('cloudformation', `${logicalId}/`) };
  const name = explicitName ?? generateName(logicalId, kind, place);
  if (name.length > kind.longestName && explicitName !== undefined) {
    throw new TemplateError(`${logicalId} (${type}) is named with ${name.length} characters; ${kind.longestName} fit.`);
  }
  return { name, ...kind.describe(name, place, logicalId) };
}

/** The property by which a template names a resource of this type, if there is one. */
export function namePropertyOf(type: string): string | undefined {
  return kinds[type]?.nameProperty;
}

function generateName(logicalId: string, kind: Kind, place: Place): string {
  const suffix = digest(`${place.stackName}/${logicalId}`, Math.min(12, kind.longestName));
  const room = kind.longestName - suffix.length - 1;
  if (room < 8) return suffix;
  const name = `${`${place.stackName}-${logicalId}`.slice(0, room)}-${kind.lowerCase ? suffix : suffix.toUpperCase()}`;
  return kind.lowerCase ? name.toLowerCase() : name;
}

function digest(text: string, length: number): string {
  const number = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return number.toString(36).slice(0, length);
}
