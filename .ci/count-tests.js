// Prints what vitest counted, and fails when a test or another check failed.
import { existsSync, readFileSync } from 'node:fs';

const [results = '', failedChecks = '0', testStatus = '0'] = process.argv.slice(2);
const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : none;
// Coverage below its threshold, or a test file that does not load, fails the run without failing a test.
const failedRun = testStatus !== '0' && counts.numFailedTests === 0 ? 1 : 0;
const failed = counts.numFailedTests + failedRun + Number(failedChecks);
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(`${counts.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
