import { describe, expectTypeOf, it } from 'vitest';
import type * as z from 'zod';
import type { acceptedStart, answer } from '../../../../docs/contract/schemas/answer.ts';
import type { batchResult } from '../../../../docs/contract/schemas/batch.ts';
import type { customerIntelligence } from '../../../../docs/contract/schemas/customer.ts';
import type { history } from '../../../../docs/contract/schemas/history.ts';
import type { companyIntelligence } from '../../../../docs/contract/schemas/intelligence.ts';
import type { problem } from '../../../../docs/contract/schemas/problem.ts';
import type { health } from '../../../../docs/contract/schemas/service.ts';
import type { status } from '../../../../docs/contract/schemas/status.ts';
import type { ProfileVersion } from '../../../../functions/api/company-history.ts';
import type { AnswerView } from '../../../../functions/lib/api/answer-view.ts';
import type { ServiceStates } from '../../../../functions/lib/api/probes.ts';
import type { CallerErrorCode, ProblemDocument } from '../../../../functions/lib/api/problem.ts';
import type { ItemResult } from '../../../../functions/lib/api/start-many.ts';
import type { StatusView } from '../../../../functions/lib/api/status-view.ts';
import type { WorkflowView } from '../../../../functions/lib/api/workflow.ts';
import type { CompanyIntelligence } from '../../../../functions/lib/company/answer.ts';
import type { CustomerIntelligence } from '../../../../functions/lib/customer/customer-intelligence.ts';

/** A type as JSON has it: what is read-only, branded or a named interface is the same there. */
type Plain<Value> = Value extends string & { readonly __brand: string }
  ? string
  : Value extends object
    ? { -readonly [Key in keyof Value]: Plain<Value[Key]> }
    : Value;
type Written<Schema extends z.ZodType> = Plain<z.output<Schema>>;

describe('the documented shapes are what the handlers answer:', () => {
  it('answers', () => {
    expectTypeOf<Written<typeof companyIntelligence>>().toEqualTypeOf<Plain<CompanyIntelligence>>();
    expectTypeOf<Written<typeof customerIntelligence>>().toEqualTypeOf<Plain<CustomerIntelligence>>();
    expectTypeOf<Written<typeof answer>>().toEqualTypeOf<Plain<AnswerView>>();
  });

  it('states', () => {
    expectTypeOf<Omit<Written<typeof status>, 'error'>>().toEqualTypeOf<Omit<Plain<StatusView>, 'error'>>();
    expectTypeOf<Written<typeof acceptedStart>['workflow']>().toEqualTypeOf<Plain<WorkflowView>>();
    expectTypeOf<Written<typeof batchResult>>().toEqualTypeOf<Plain<ItemResult>>();
    expectTypeOf<Written<typeof health>['services']>().toEqualTypeOf<Plain<ServiceStates>>();
  });

  it('versions of a profile', () => {
    type Version = Written<typeof history>['versions'][number];
    expectTypeOf<Omit<Version, 'profile' | 'changes'>>().toEqualTypeOf<
      Omit<Plain<ProfileVersion>, 'profile' | 'changes'>
    >();
    expectTypeOf<Version['changes'][number]['kind']>().toEqualTypeOf<ProfileVersion['changes'][number]['kind']>();
  });

  it('problems', () => {
    expectTypeOf<Omit<Written<typeof problem>, 'code'>>().toEqualTypeOf<Omit<Plain<ProblemDocument>, 'code'>>();
    expectTypeOf<Written<typeof problem>['code']>().toEqualTypeOf<CallerErrorCode>();
  });
});
