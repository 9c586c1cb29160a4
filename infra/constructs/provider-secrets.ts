import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Provider } from '../functions.ts';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';

/** What a secret holds until an operator puts the provider's key there; the product reads it as "no key". */
export const placeholder = 'not-set';

/** One secret per provider that asks for a key, made without one: a source without its key is skipped. */
export class ProviderSecrets extends Construct {
  readonly arns: Readonly<Record<Provider, string>>;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.arns = { serpapi: this.createSecret('SerpApi', 'serpapi', stage) };
  }

  private createSecret(id: string, provider: Provider, stage: StageSettings): string {
    const secret = new CfnSecret(this, id, {
      description: `API key of ${provider}; "${placeholder}" means that there is none.`,
      name: `sales-intelligence/${stage.name}/${provider}`,
      secretString: placeholder,
    });
    secret.applyRemovalPolicy(stage.removalPolicy);
    acknowledge(secret, 'AwsSolutions-SMG4', 'The key is issued by the provider, which offers no call to rotate it.');
    return secret.ref;
  }
}
