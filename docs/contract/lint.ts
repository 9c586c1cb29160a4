import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const file = 'docs/openapi.json';
const config = await createConfig({
  extends: ['recommended-strict'],
  // API Gateway takes the literal part first, and no request is called `status`.
  rules: { 'no-ambiguous-paths': 'off' },
});
const problems = await lintFromString({ source: readFileSync(file, 'utf8'), absoluteRef: file, config });
for (const { ruleId, message, location } of problems) {
  console.error(`${file}${location[0]?.pointer ?? ''}: ${message} (${ruleId})`);
}
if (problems.length > 0) process.exitCode = 1;
else console.log('The OpenAPI document is clean.');
