/** What a state may do; a name that starts with none of these says too little, or uses a word nobody else uses. */
const verbs = new Set(
  (
    'Aggregate Analyze Are Ask Assign Call Check Choose Collect Compare Complete Count Create Decide Delete Detect Discover ' +
    'Extract Fail Fetch Filter Find Form Gather Generate Has Invoke Is Keep List Load Map Measure Merge Note Notify Pick Plan ' +
    'Process Publish Read Record Refresh Release Remove Report Resolve Retry Review Run Save Score Scrape Search Select Send ' +
    'Start Stop Structure Summarize Understand Update Validate Verify Wait Write'
  ).split(' '),
);

/** Whether the first word of a PascalCase name is a verb (or the auxiliary of a question). */
export function startsWithVerb(name: string): boolean {
  return verbs.has(/^[A-Z][a-z0-9]+/.exec(name)?.[0] ?? '');
}
