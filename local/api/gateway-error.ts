import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { HttpAnswer } from './answer.ts';
import type { ApiDefinition } from './definition.ts';
import { type ContextVariables, fill } from './mapping-template.ts';

/** The errors that API Gateway makes by itself: the usual status and the name that it gives in a header. */
const ERRORS = {
  ACCESS_DENIED: [403, 'AccessDeniedException'],
  THROTTLED: [429, 'TooManyRequestsException'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException'],
  INVALID_SIGNATURE: [403, 'IncompleteSignatureException'],
  REQUEST_TOO_LARGE: [413, 'RequestTooLargeException'],
  INTEGRATION_FAILURE: [502, 'InternalServerErrorException'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException'],
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException'],
  /** Any other error of the caller: a call that is not HTTP. */
  DEFAULT_4XX: [400, 'BadRequestException'],
} as const;

export type GatewayErrorCode = keyof typeof ERRORS;

/** An error that API Gateway answers with, before or instead of the integration. */
export class GatewayError extends DeclarantError {
  override readonly name = 'GatewayError';
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/** The answer to an error: in the template's own form where it has one for the error, or for its class. */
export function gatewayErrorAnswer(api: ApiDefinition, error: GatewayError, variables: ContextVariables): HttpAnswer {
  const [status, exception] = ERRORS[error.code];
  const fallback = api.gatewayResponses.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const form = api.gatewayResponses.get(error.code) ?? fallback;
  const [mediaType, template] = Object.entries(form?.templates ?? {})[0] ?? ['application/json', DEFAULT_TEMPLATE];
  const body = fill(template, {
    ...variables,
    'error.message': error.message,
    'error.messageString': JSON.stringify(error.message),
    'error.responseType': error.code,
    'error.validationErrorString': '',
  });
  return {
    status: form?.statusCode ?? status,
    headers: [['Content-Type', mediaType], ['x-amzn-ErrorType', exception], ...Object.entries(form?.headers ?? {})],
    body: Buffer.from(body),
  };
}
