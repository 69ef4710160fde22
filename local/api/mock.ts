import type { Answer } from './answer.ts';
import type { MockIntegration } from './definition.ts';
import { GatewayError } from './gateway-error.ts';
import { type ContextVariables, fill } from './mapping-template.ts';

export interface MockRequest {
  /** The media type, `undefined` where the caller named none. */
  contentType: string | undefined;
  body: Buffer;
  /** Whether the API takes this body for binary. */
  binary: boolean;
}

/** Answers without any function: the request's template yields a status, and that chooses the response. */
export function mockAnswer(integration: MockIntegration, request: MockRequest, variables: ContextVariables): Answer {
  const status = statusOf(integration, request, variables);
  const chosen =
    integration.responses.find(({ pattern }) => pattern !== undefined && new RegExp(`^(?:${pattern})$`).test(status)) ??
    integration.responses.find(({ pattern }) => pattern === undefined);
  if (!chosen) throw configurationError();
  const [mediaType, template = ''] = Object.entries(chosen.templates)[0] ?? ['application/json', ''];
  return {
    status: chosen.statusCode,
    headers: [['Content-Type', mediaType], ...Object.entries(chosen.headers)],
    body: Buffer.from(fill(template, variables)),
  };
}

function statusOf(integration: MockIntegration, request: MockRequest, variables: ContextVariables): string {
  const { requestTemplates, passthrough, convertsToText } = integration;
  // API Gateway cannot map a body that it takes for binary, an empty one included.
  if (request.binary && !convertsToText) throw configurationError();
  const template = requestTemplates[request.contentType ?? 'application/json'];
  if (template === undefined) {
    const refuses =
      passthrough === 'NEVER' || (passthrough === 'WHEN_NO_TEMPLATES' && Object.keys(requestTemplates).length > 0);
    if (refuses) throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  }
  const mapped = template === undefined ? request.body.toString() : fill(template, variables);
  try {
    const { statusCode } = JSON.parse(mapped) as { statusCode?: unknown };
    if (Number.isInteger(Number(statusCode))) return String(statusCode);
  } catch {
    // Told below: whatever is not JSON with a status is a fault of the API's configuration.
  }
  throw configurationError();
}

function configurationError(): GatewayError {
  return new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');
}
