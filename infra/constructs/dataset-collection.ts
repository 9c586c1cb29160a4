import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { StageSettings } from '../stage.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';
import { releaseMachine } from './machine-release.ts';
import { createMachine, createMachineRole } from './standard-machine.ts';

export interface DatasetCollectionProps {
  readonly stage: StageSettings;
  readonly functions: EnrichmentFunctions;
  /** The state machine's text, with its `${…}` substitutions. */
  readonly definition: string;
}

/** Half an hour of waiting, and a little for the last question. */
const timeoutSeconds = 1860;

/** What follows an enrichment for which a dataset was late: a machine that collects it into the source cache. */
export class DatasetCollection extends Construct {
  readonly machine: StateMachine;
  /** What a run starts: the alias, or in dev the machine itself. */
  readonly startArn: string;

  constructor(scope: Construct, id: string, { stage, functions, definition }: DatasetCollectionProps) {
    super(scope, id);
    this.machine = createMachine(this, 'CollectDataset', {
      name: `collect-dataset-${stage.name}`,
      timeoutSeconds,
      stage,
      definition,
      substitute: (name) => functions.substituting(name)?.taskArn,
      role: createMachineRole(this, 'CollectDatasetRole', { functions, definition }),
    });
    this.startArn = releaseMachine(this, 'CollectDataset', this.machine, stage);
  }
}
