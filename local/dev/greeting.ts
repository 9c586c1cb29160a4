/** The running stack as it is greeted; without a sandbox it speaks to the real internet. */
interface GreetedStack {
  readonly url: string;
  readonly apiKey: string;
  readonly sandbox?: { readonly faultsUrl: string } | null;
}

/** What is printed once the stack answers: where, with which key, and calls to paste one after the other. */
export function describeStack(stack: GreetedStack, company: string): string {
  const { url, apiKey, sandbox } = stack;
  const key = `-H 'x-api-key: ${apiKey}'`;
  const start = `curl -s -X POST ${key} -H 'content-type: application/json' -d '{"userRole":"AE"}'`;
  return `
The stack answers at ${url}
API key: ${apiKey}

Look a company up, start its enrichment, see how it stands:

curl -s ${key} ${url}/company/${company}/lookup

ID=$(${start} ${url}/company/${company}/vendor-context | tee /dev/stderr | sed -nE 's/.*"requestId":"([^"]+)".*/\\1/p')

curl -s ${key} ${url}/analysis/status/$ID
${
  sandbox == null
    ? ''
    : `
Make a provider or a site of the sandbox fail (GET lists, PUT sets, DELETE clears):

curl -s -X PUT -d '{"host":"serpapi.com","fault":"throttled","times":1}' ${sandbox.faultsUrl}
`
}
Ctrl-C stops it.
`;
}
