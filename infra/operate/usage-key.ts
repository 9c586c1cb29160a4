import {
  type APIGatewayClient,
  ConflictException,
  CreateApiKeyCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
} from '@aws-sdk/client-api-gateway';

/**
 * Puts a client on its usage plan: API Gateway meters by an API key of its own, whose value is what the
 * authorizer calls the client, never the client's key. May be repeated.
 */
export async function putOnPlan(
  apiGateway: APIGatewayClient,
  client: { readonly clientId: string; readonly usageIdentifier: string },
  usagePlanId: string,
): Promise<void> {
  const id = (await findUsageKey(apiGateway, client.clientId)) ?? (await createUsageKey(apiGateway, client));
  try {
    await apiGateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: 'API_KEY' }));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/** Takes a client off its plan, which closes the API for it even before the authorizer's cache forgets it. */
export async function takeOffPlan(apiGateway: APIGatewayClient, clientId: string): Promise<void> {
  const id = await findUsageKey(apiGateway, clientId);
  if (id !== null) await apiGateway.send(new DeleteApiKeyCommand({ apiKey: id }));
}

async function createUsageKey(
  apiGateway: APIGatewayClient,
  client: { readonly clientId: string; readonly usageIdentifier: string },
): Promise<string> {
  const { clientId, usageIdentifier } = client;
  const { id } = await apiGateway.send(
    new CreateApiKeyCommand({ name: clientId, value: usageIdentifier, enabled: true }),
  );
  return id ?? '';
}

async function findUsageKey(apiGateway: APIGatewayClient, clientId: string): Promise<string | null> {
  const { items = [] } = await apiGateway.send(new GetApiKeysCommand({ nameQuery: clientId, limit: 500 }));
  return items.find(({ name }) => name === clientId)?.id ?? null;
}
