// Prints what vitest counted, and fails when a test or another check failed.
import { existsSync, readFileSync } from 'node:fs';

const [results = '', checks = '0'] = process.argv.slice(2);
const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numFailedTestSuites: 0 };
const counts = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : none;
const failed = counts.numFailedTests + Number(checks);
const skipped = counts.numPendingTests + counts.numTodoTests;
console.log(`${counts.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
