import type { Node } from 'constructs';

/** A name of one's own for the API. */
export interface CustomDomain {
  readonly name: string;
  readonly certificateArn: string;
  /** The hosted zone in which the name is written, null where an operator does that elsewhere. */
  readonly zone: { readonly id: string; readonly name: string } | null;
}

/**
 * Reads `domainName`, `certificateArn` and `hostedZone` (`Z123:example.com`) from the CDK context; null without a
 * name. Throws Error on a value that is not allowed.
 */
export function readCustomDomain(node: Node): CustomDomain | null {
  const text = (key: string) => String(node.tryGetContext(key) ?? '');
  const [name, certificateArn, hostedZone] = [text('domainName'), text('certificateArn'), text('hostedZone')];
  if (name === '' && certificateArn === '' && hostedZone === '') return null;
  if (!/^(?:[a-z\d-]+\.)+[a-z]{2,}$/.test(name)) throw new Error(`domainName must be a host name, not "${name}".`);
  if (!/^arn:[\w-]+:acm:/.test(certificateArn)) {
    throw new Error(`certificateArn must be the ARN of an ACM certificate for ${name}, not "${certificateArn}".`);
  }
  const [, id = '', zoneName = ''] = /^(Z[A-Z\d]+):([\w.-]+)$/.exec(hostedZone) ?? [];
  if (hostedZone !== '' && !name.endsWith(zoneName || ' ')) {
    throw new Error(`hostedZone must be <zone id>:<zone name> of a zone that holds ${name}, not "${hostedZone}".`);
  }
  return { name, certificateArn, zone: hostedZone === '' ? null : { id, name: zoneName } };
}
