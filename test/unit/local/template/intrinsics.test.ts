import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createResolver } from '../../../../local/template/intrinsics.ts';

const place = { region: 'eu-west-1', accountId: '111122223333', stackName: 'Sample' };
const template = {
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Sub': 'jobs-${AWS::Region}' } } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    Key: { Type: 'AWS::KMS::Key', Properties: {} },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: {} },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: {} },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
  },
  Parameters: { Size: { Type: 'Number', Default: 5 }, Owner: { Type: 'String' } },
  Conditions: {
    Large: { 'Fn::Equals': [{ Ref: 'Size' }, 5] },
    Small: { 'Fn::Not': [{ Condition: 'Large' }] },
    Both: { 'Fn::And': [{ Condition: 'Large' }, { Condition: 'Small' }] },
    Either: { 'Fn::Or': [{ Condition: 'Large' }, { Condition: 'Small' }] },
  },
  Mappings: { Sizes: { 'eu-west-1': { disk: 20 } } },
  Outputs: {},
};
const { resolve, isCreated } = createResolver(template, place);

describe('intrinsic functions', () => {
  it.each([
    [{ Ref: 'AWS::AccountId' }, '111122223333'],
    [{ Ref: 'Size' }, 5],
    [{ Ref: 'Queue' }, 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs-eu-west-1'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:111122223333:jobs-eu-west-1'],
    [{ 'Fn::GetAtt': 'Queue.QueueName' }, 'jobs-eu-west-1'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-eu-west-1'],
    [{ 'Fn::Sub': '${AWS::Partition}/${!Literal}/${Queue.QueueName}/${Size}' }, 'aws/${Literal}/jobs-eu-west-1/5'],
    [{ 'Fn::Sub': ['${Mine}', { Mine: { Ref: 'AWS::URLSuffix' } }] }, 'amazonaws.com'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [{ 'Fn::If': ['Large', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['Small', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Both', 1, 2] }, 2],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [{ 'Fn::Base64': 'hi' }, 'aGk='],
    [{ 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'disk'] }, 20],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    [{ Ref: 'AWS::NoValue' }, undefined],
    [{ Condition: { StringEquals: { a: 'b' } } }, { Condition: { StringEquals: { a: 'b' } } }],
  ])('%j gives %j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    [{ Ref: 'Owner' }, /parameter Owner has no value/],
    [{ 'Fn::Cidr': ['10.0.0.0/8', 1, 8] }, /cannot evaluate Fn::Cidr/],
    [{ 'Fn::If': ['Unknown', 1, 2] }, /no condition Unknown/],
    [{ 'Fn::Select': [9, ['a']] }, /found nothing at 9/],
    [{ 'Fn::Join': ['', 'no list'] }, /Expected a list/],
    [{ 'Fn::FindInMap': ['Sizes', 'here', 'disk'] }, /found nothing at Sizes\.here\.disk/],
  ])('%j is an error', (value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });

  it('take a parameter that is given over its default', () => {
    const resolver = createResolver(template, place, { Size: 9, Owner: 'me' });

    expect(resolver.resolve([{ Ref: 'Size' }, { Ref: 'Owner' }])).toEqual([9, 'me']);
  });

  it('name every resource differently, the same each time', () => {
    const references = Object.keys(template.Resources).map((logicalId) => resolve({ Ref: logicalId }));

    expect(new Set(references).size).toBe(references.length);
    expect(isCreated('Queue')).toBe(true);
  });

  it('leave values without functions as they are', () => {
    const plain = fc.jsonValue().filter((value) => !/"(?:Ref|Fn::|Condition)/.test(JSON.stringify(value)));

    fc.assert(
      fc.property(plain, (value) => {
        expect(resolve(value)).toEqual(value);
      }),
    );
  });
});
