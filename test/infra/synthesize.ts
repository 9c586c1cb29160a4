import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { createApp } from '../../infra/create-app.ts';

/** The project's folder, whose `dist/` the build has filled. */
export const root = join(import.meta.dirname, '..', '..');

/** Bundles stay where the build left them: a copy of them all for each app would fill the disk. */
const withoutCopies = { 'aws:cdk:disable-asset-staging': true };

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Makes the app of a stage, its cloud assembly in a folder that is gone with the process. */
export function makeApp(context: Record<string, unknown> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'synth-'));
  folders.push(outdir);
  return createApp({ root, outdir, context: { ...withoutCopies, ...context } });
}

/** Synthesizes a stage's template. */
export function synthesize(context: Record<string, unknown> = {}): Template {
  return Template.fromStack(makeApp(context).stack);
}

export interface Resource {
  // biome-ignore lint/suspicious/noExplicitAny: a template's properties have no type worth writing down here
  readonly Properties: Record<string, any>;
  readonly Type: string;
  readonly DeletionPolicy?: string;
}

/** Gives the resources of a type by their logical id. */
export function resourcesOf(template: Template, type: string): [logicalId: string, resource: Resource][] {
  return Object.entries(template.findResources(type)) as [string, Resource][];
}
