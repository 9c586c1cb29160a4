import type { AcceptedStart, Answer, Operations } from './api.ts';

/** A body in which a word that the API does not know may stand: the API refuses it by name. */
type Open<Body> = {
  readonly [Key in keyof Body]: Body[Key] extends string | undefined ? string | Body[Key] : Body[Key];
};

/** What `startVendorContext` asks; `userRole` also as AE, SE, BDR, CSM; `minConfidence` 0–1. */
export type VendorContextQuestion = Open<Operations['startVendorContext']['input']['body']>;

/** What `startCustomerIntelligence` asks: as for a brief, and who sells. */
export type CustomerIntelligenceQuestion = Open<Operations['startCustomerIntelligence']['input']['body']>;

/** What `startAnalysis` asks. */
export type AnalysisQuestion = Open<Operations['startAnalysis']['input']['body']>;

/** What a start gives: the answer where it was ready, else where to ask for it. */
export type StartAnswer =
  | { readonly ready: true; readonly answer: Answer }
  | { readonly ready: false; readonly started: AcceptedStart };
