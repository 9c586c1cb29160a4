import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Provider } from '../functions.ts';
import type { StageSettings } from '../stage.ts';
import { acknowledge } from './acknowledge.ts';

/** One secret per provider that asks for a key, made empty: a source or an engine without its key is skipped. */
export class ProviderSecrets extends Construct {
  readonly arns: Readonly<Record<Provider, string>>;

  constructor(scope: Construct, id: string, stage: StageSettings) {
    super(scope, id);
    this.arns = {
      serpapi: this.createSecret('SerpApi', 'serpapi', stage),
      snov: this.createSecret('Snov', 'snov', stage),
      'bright-data': this.createSecret('BrightData', 'bright-data', stage),
      openai: this.createSecret('OpenAi', 'openai', stage),
      anthropic: this.createSecret('Anthropic', 'anthropic', stage),
    };
  }

  private createSecret(id: string, provider: Provider, stage: StageSettings): string {
    // The L2 construct would generate a random value, which the product would take for a key.
    const secret = new CfnSecret(this, id, {
      description: `API key of ${provider}; empty until an operator puts one here.`,
      name: `sales-intelligence/${stage.name}/${provider}`,
    });
    secret.applyRemovalPolicy(stage.removalPolicy);
    acknowledge(secret, 'AwsSolutions-SMG4', 'The key is issued by the provider, which offers no call to rotate it.');
    return secret.ref;
  }
}
