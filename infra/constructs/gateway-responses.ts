import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { gatewayProblems, problemTemplate, refusalOrigin } from './problem-documents.ts';

/** Makes every answer that API Gateway gives by itself a problem document that a browser may read. */
export function answerWithProblems(api: RestApi): void {
  for (const [type, problem] of Object.entries(gatewayProblems)) {
    api.addGatewayResponse(type, {
      type: ResponseType.of(type),
      statusCode: String(problem.status),
      responseHeaders: {
        'content-type': "'application/problem+json'",
        'x-request-id': 'context.requestId',
        'access-control-allow-origin': refusalOrigin,
        'access-control-expose-headers': `'${exposedHeaders.join(',')}'`,
        ...(problem.retryAfterSeconds === undefined
          ? {}
          : { 'retry-after': `'${problem.retryAfterSeconds}'`, 'ratelimit-limit': 'context.authorizer.rateLimit' }),
        ...(problem.status === 401 ? { 'www-authenticate': "'ApiKey'" } : {}),
      },
      templates: { 'application/json': problemTemplate(problem) },
    });
  }
}

/** The answer's headers that a page of another origin may read. */
const exposedHeaders = ['x-request-id', 'retry-after', 'allow', 'etag', 'location', 'ratelimit-limit'];
