import { ApiError } from './errors.ts';

/** 1–80 characters, none of them white space, a bracket, a wildcard, special or a control character (API reference). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids.
const namePattern = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]{1,80}$/u;

/** @throws ApiError `InvalidName`. */
export function checkName(name: string): string {
  if (!namePattern.test(name)) throw new ApiError('InvalidName', `Invalid Name: '${name}'`);
  return name;
}

/** ARNs of one account and region. */
export interface ArnMaker {
  readonly stateMachine: (name: string) => string;
  readonly execution: (stateMachineArn: string, name: string) => string;
}

/** Makes the ARNs that Step Functions gives machines and executions. */
export function createArns(region: string, accountId: string): ArnMaker {
  const arn = (kind: string, rest: string): string => `arn:aws:states:${region}:${accountId}:${kind}:${rest}`;
  return {
    stateMachine: (name) => arn('stateMachine', name),
    execution: (machineArn, name) => arn('execution', `${machineArn.slice(machineArn.lastIndexOf(':') + 1)}:${name}`),
  };
}

/** @throws ApiError `InvalidArn` for a text that is no ARN of that kind. */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): string {
  const shape =
    kind === 'execution'
      ? /^arn:aws:states:[^:]*:[^:]*:execution:[^:]+:[^:]+$/
      : /^arn:aws:states:[^:]*:[^:]*:stateMachine:[^:]+$/;
  if (!shape.test(arn)) throw new ApiError('InvalidArn', `Invalid Arn: 'Invalid ARN: ${arn}'`);
  return arn;
}
