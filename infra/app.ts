import { join } from 'node:path';
import { readContext } from './context.ts';
import { createApp } from './create-app.ts';
import { ConfigurationError } from './environment.ts';

const root = join(import.meta.dirname, '..');
const outdir = process.env.CDK_OUTDIR ?? join(root, 'cdk.out');
try {
  createApp({ root, outdir, context: readContext(process.argv), environment: process.env }).app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
