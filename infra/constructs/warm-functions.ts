import { TimeZone } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-applicationautoscaling';
import { Alias } from 'aws-cdk-lib/aws-lambda';
import type { StageSettings } from '../stage.ts';
import type { EnrichmentFunctions } from './enrichment-functions.ts';

/**
 * What people wait for, and how many of each stand ready while people work. A warm environment of 512 MB costs
 * about 1.50 USD a month for every hour a day that it stands ready (list price of arm64 in us-east-1).
 */
const readyAtWork: Readonly<Record<string, number>> = {
  'company-lookup': 2,
  'vendor-context': 2,
  'status-check': 2,
};

/** Keeps the functions that people wait for ready on working days, in prod; elsewhere a cold start is nobody's wait. */
export function keepWarm(functions: EnrichmentFunctions, stage: StageSettings): void {
  if (stage.name !== 'prod') return;
  for (const [name, ready] of Object.entries(readyAtWork)) {
    const deployed = functions.named(name);
    const alias = new Alias(deployed, 'Live', {
      aliasName: 'live',
      version: deployed.lambda.currentVersion,
      description: 'What the API invokes; kept ready while people work.',
    });
    const scaling = alias.addAutoScaling({ minCapacity: 0, maxCapacity: ready * 5 });
    const weekdays = { weekDay: 'MON-FRI', minute: '0' };
    scaling.scaleOnSchedule('Begin', {
      schedule: Schedule.cron({ ...weekdays, hour: '7' }),
      timeZone: TimeZone.of(stage.workingHours.timeZone),
      minCapacity: ready,
    });
    scaling.scaleOnSchedule('End', {
      schedule: Schedule.cron({ ...weekdays, hour: '19' }),
      timeZone: TimeZone.of(stage.workingHours.timeZone),
      minCapacity: 0,
      maxCapacity: 0,
    });
    deployed.serveThrough(alias);
  }
}
