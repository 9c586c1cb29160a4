import { askingTask } from '../lib/engines/orchestration/asking-task.ts';

/** Asks Anthropic, for facts in the documents or for the brief. */
export const handler = askingTask('anthropic');
