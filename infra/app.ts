import { join } from 'node:path';
import { readContext } from './context.ts';
import { createApp } from './create-app.ts';

const root = join(import.meta.dirname, '..');
const outdir = process.env.CDK_OUTDIR ?? join(root, 'cdk.out');
createApp({ root, outdir, context: readContext(process.argv) }).app.synth();
