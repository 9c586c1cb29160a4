import { App } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readDataSettings } from '../../../infra/data-settings.ts';

const read = (context: Record<string, unknown>, isProduction = false) =>
  readDataSettings(new App({ context }).node, isProduction);
const keyArn = 'arn:aws:kms:eu-west-1:123456789012:key/0b1c';

describe('readDataSettings', () => {
  it('takes a key of the account and one region unless told otherwise', () => {
    expect(read({})).toEqual({ hasOwnKey: true, replicas: [], isStandby: false });
  });

  it('takes the regions with their keys', () => {
    const given = { region: 'eu-central-1', replicaRegions: `eu-west-1=${keyArn}` };

    expect(read(given).replicas).toEqual([{ region: 'eu-west-1', keyArn }]);
    expect(read({ ...given, replicaRegions: 'eu-west-1', encryptionKey: 'aws' }).replicas).toEqual([
      { region: 'eu-west-1', keyArn: null },
    ]);
  });

  it.each([
    [{ encryptionKey: 'none' }, 'encryptionKey must be customer or aws'],
    [{ region: 'eu-central-1', replicaRegions: 'mars' }, 'must name regions, not "mars"'],
    [{ region: 'eu-central-1', replicaRegions: 'us-east-1' }, 'needs the ARN of a key in us-east-1'],
    [{ region: 'eu-central-1', replicaRegions: `us-east-1=${keyArn}` }, 'needs the ARN of a key in us-east-1'],
    [{ replicaRegions: `eu-west-1=${keyArn}` }, 'need a region'],
    [{ standby: 'yes' }, 'standby must be true or false'],
    [{ standby: 'true' }, 'standby needs tableName'],
    [{ region: 'eu-central-1', replicaRegions: `eu-west-1=${keyArn}`, standby: 'true' }, 'a standby makes none'],
  ])('refuses %j', (context, message) => {
    expect(() => read(context)).toThrow(message);
  });

  it('keeps prod on a key of its own', () => {
    expect(() => read({ encryptionKey: 'aws' }, true)).toThrow('refused in stage prod');
  });
});
