import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Refusal, type RefusalStatus, refusalBody, refusals } from '../../schemas/callback-answer.ts';
import { DeclarantError } from '../../schemas/declarant-error.ts';

/** The fault of a call, in the contract's form. */
export class ContractError extends DeclarantError {
  readonly code: string;
  readonly status: RefusalStatus;

  constructor({ status, code, description }: Refusal) {
    super(description);
    this.name = 'ContractError';
    this.status = status;
    this.code = code;
  }
}

const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

export const taken: APIGatewayProxyResult = { statusCode: 200, headers, body: '{}' };

/** [H7-R1] An error in the contract's form: `{errorCode, errorDescription}`. */
export function errorAnswer(error: unknown): APIGatewayProxyResult {
  const { status, code, description } =
    error instanceof ContractError ? { ...error, description: error.message } : refusals.technical;
  return { statusCode: status, headers, body: refusalBody({ code, description }) };
}
