/** What is printed once the stack answers: where, with which key, and three calls to paste one after the other. */
export function describeStack(stack: { readonly url: string; readonly apiKey: string }, company: string): string {
  const { url, apiKey } = stack;
  const key = `-H 'x-api-key: ${apiKey}'`;
  const start = `curl -s -X POST ${key} -H 'content-type: application/json' -d '{"userRole":"AE"}'`;
  return `
The stack answers at ${url}
API key: ${apiKey}

Look a company up, start its enrichment, see how it stands:

curl -s ${key} ${url}/company/${company}/lookup

ID=$(${start} ${url}/company/${company}/vendor-context | tee /dev/stderr | sed -nE 's/.*"requestId":"([^"]+)".*/\\1/p')

curl -s ${key} ${url}/analysis/status/$ID

Ctrl-C stops it.
`;
}
