import { runEvaluation } from './run-evaluation.ts';

process.exitCode = await runEvaluation(process.argv.slice(2), process.stdout, process.stderr);
