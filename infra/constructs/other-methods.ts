import { AuthorizationType, type IResource, MockIntegration, PassthroughBehavior } from 'aws-cdk-lib/aws-apigateway';
import { methodNotAllowed, problemTemplate, refusalOrigin } from './problem-documents.ts';

/** The media types that a client may send by mistake; any other is answered 415 by API Gateway. */
const mediaTypes = [
  'application/json',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'application/xml',
  'multipart/form-data',
  'text/html',
  'text/plain',
];

/**
 * Answers every method that a resource does not have with 405 and `Allow` (RFC 9110, section 15.5.6),
 * without a function: API Gateway itself would answer 403 as for a path that does not exist. It asks for
 * no key, since a client's policy names the methods that there are and would turn the 405 into a 403.
 */
export function refuseOtherMethods(resource: IResource, allowed: readonly string[]): void {
  const headers: Record<string, string> = {
    Allow: `'${allowed.join(', ')}'`,
    'Content-Type': "'application/problem+json'",
    'Access-Control-Allow-Origin': refusalOrigin,
    'x-request-id': 'context.requestId',
  };
  const named = Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value] as const);
  const integration = new MockIntegration({
    passthroughBehavior: PassthroughBehavior.NEVER,
    requestTemplates: Object.fromEntries(mediaTypes.map((type) => [type, '{"statusCode": 405}'])),
    integrationResponses: [
      {
        statusCode: '405',
        responseParameters: Object.fromEntries(named),
        responseTemplates: { 'application/json': problemTemplate(methodNotAllowed) },
      },
    ],
  });
  resource.addMethod('ANY', integration, {
    authorizationType: AuthorizationType.NONE,
    methodResponses: [
      { statusCode: '405', responseParameters: Object.fromEntries(named.map(([name]) => [name, true])) },
    ],
  });
}
