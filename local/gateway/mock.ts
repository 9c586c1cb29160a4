import type { IntegrationResponse, MockIntegration } from '../template/rest-api.ts';
import type { GatewayAnswer } from './answer.ts';
import type { RequestContext } from './context.ts';
import { GatewayRefusal } from './gateway-response.ts';
import { fillTemplate, readParameter } from './mapping-template.ts';
import { type GatewayRequest, headerOf } from './request.ts';

/**
 * Answers from the templates of a mock integration. Throws GatewayRefusal `UNSUPPORTED_MEDIA_TYPE`
 * when no request template fits, `API_CONFIGURATION_ERROR` when no answer does.
 */
export function answerMock(
  integration: MockIntegration,
  request: GatewayRequest,
  context: RequestContext,
): GatewayAnswer {
  const overridden: Record<string, string> = {};
  const variables = {
    context: { ...context, responseOverride: { header: overridden } },
    input: { params: () => ({ header: lastValues(request.headers) }) },
  };
  const status = readStatus(fillTemplate(requestTemplate(integration, request), variables));
  const response = selectResponse(integration.responses, status);
  const headers = Object.entries(response.parameters).flatMap(([target, expression]) => {
    const value = readParameter(expression, variables);
    return value === undefined ? [] : [[target.replace(/^method\.response\.header\./, ''), value] as const];
  });
  const [template] = Object.entries(response.templates);
  const body = template === undefined ? '' : fillTemplate(template[1], variables);
  const isOverridden = ([name]: readonly [string, string]) =>
    Object.keys(overridden).some((other) => other.toLowerCase() === name.toLowerCase());
  const answered = [...headers.filter((header) => !isOverridden(header)), ...Object.entries(overridden)];
  const hasContentType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    status: response.statusCode,
    headers: [...(hasContentType ? [] : [['Content-Type', template?.[0] ?? 'application/json'] as const]), ...answered],
    body,
  };
}

function lastValues(headers: GatewayRequest['headers']): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** Chooses by content type, then by passthrough behaviour (docs: integration-passthrough-behaviors). */
function requestTemplate(integration: MockIntegration, request: GatewayRequest): string {
  const mediaType = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'application/json';
  const template = integration.requestTemplates[mediaType];
  if (template !== undefined) return template;
  const hasTemplates = Object.keys(integration.requestTemplates).length > 0;
  const { passthroughBehavior } = integration;
  if (passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates)) {
    throw new GatewayRefusal('UNSUPPORTED_MEDIA_TYPE', `No request template for ${mediaType}`);
  }
  return request.body.toString();
}

/** API Gateway reads the mocked status leniently: CDK itself writes `{ statusCode: 200 }`, which is no JSON. */
function readStatus(text: string): number {
  const status = /^\s*\{[^}]*"?statusCode"?\s*:\s*(\d{3})\b/.exec(text)?.[1];
  if (status === undefined) {
    throw new GatewayRefusal('API_CONFIGURATION_ERROR', 'Unable to parse statusCode. It should be an integer');
  }
  return Number(status);
}

function selectResponse(responses: readonly IntegrationResponse[], status: number): IntegrationResponse {
  const selected =
    responses.find(({ selectionPattern }) => selectionPattern !== null && isWhole(selectionPattern, String(status))) ??
    responses.find(({ selectionPattern }) => selectionPattern === null);
  if (selected !== undefined) return selected;
  throw new GatewayRefusal('API_CONFIGURATION_ERROR', `No match for output mapping: ${status}`);
}

function isWhole(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text);
}
