import { askingTask } from '../lib/engines/orchestration/asking-task.ts';

/** Asks Amazon Bedrock, for facts in the documents or for the brief. */
export const handler = askingTask('bedrock');
