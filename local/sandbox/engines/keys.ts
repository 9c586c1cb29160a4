/** Keys that the stand-ins of the LLM providers accept; Bedrock's takes any well-formed signature. */
export const engineKeys = {
  openai: 'sandbox-openai-key',
  anthropic: 'sandbox-anthropic-key',
} as const;
