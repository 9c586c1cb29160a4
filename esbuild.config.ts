import { buildFunctions, describeBuild } from './infra/build/build-functions.ts';

try {
  console.log(describeBuild(await buildFunctions(import.meta.dirname)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
