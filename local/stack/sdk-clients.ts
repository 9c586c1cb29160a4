import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';

/** Loopback addresses of the stack's services. */
export interface StackEndpoints {
  readonly dynamodb: string;
  readonly s3: string;
  readonly stepFunctions: string;
  readonly lambda: string;
  readonly events: string;
  readonly secrets: string;
  readonly apiGateway: string;
}

/** Unmodified SDK clients, pointed at the stack. */
export interface SdkClients {
  readonly dynamodb: DynamoDBClient;
  readonly s3: S3Client;
  readonly stepFunctions: SFNClient;
  readonly destroy: () => void;
}

/** Makes the clients by which the stack itself deploys and seeds. */
export function createClients(endpoints: StackEndpoints, region: string): SdkClients {
  const common = { region, credentials: { accessKeyId: 'AKIALAPTOPOPERATOR00', secretAccessKey: 'laptop' } };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const stepFunctions = new SFNClient({ ...common, endpoint: endpoints.stepFunctions });
  return {
    dynamodb,
    s3,
    stepFunctions,
    destroy: () => {
      for (const client of [dynamodb, s3, stepFunctions]) client.destroy();
    },
  };
}
