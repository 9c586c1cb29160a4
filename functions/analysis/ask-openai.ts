import { askingTask } from '../lib/engines/orchestration/asking-task.ts';

/** Asks OpenAI, for facts in the documents or for the brief. */
export const handler = askingTask('openai');
