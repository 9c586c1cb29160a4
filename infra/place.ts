import type { Node } from 'constructs';

/** Where a stack is deployed, as CDK takes it. */
export interface Place {
  readonly account?: string;
  readonly region?: string;
}

/** The form of a region's name. */
export const regionForm = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Reads `accountId` and `region` from the CDK context. Throws Error on one that has not the form of either. */
export function readPlace(node: Node): Place {
  const account = String(node.tryGetContext('accountId') ?? '');
  const region = String(node.tryGetContext('region') ?? '');
  if (account !== '' && !/^\d{12}$/.test(account)) throw new Error(`accountId must be 12 digits, not "${account}".`);
  if (region !== '' && !regionForm.test(region)) {
    throw new Error(`region must be a region such as us-east-1, not "${region}".`);
  }
  return { ...(account === '' ? {} : { account }), ...(region === '' ? {} : { region }) };
}
