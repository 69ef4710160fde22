import type { APIGatewayProxyResult } from 'aws-lambda';

/** The only codes that leave (§2.3.5.3). */
export type ContractStatus = 200 | 400 | 401 | 404 | 500;

/** What is wrong with a call, in the contract's form. */
export class ContractError extends Error {
  readonly code: string;
  readonly status: Exclude<ContractStatus, 200>;

  constructor(status: Exclude<ContractStatus, 200>, code: string, description: string) {
    super(description);
    this.name = 'ContractError';
    this.status = status;
    this.code = code;
  }
}

const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };

export const taken: APIGatewayProxyResult = { statusCode: 200, headers, body: '{}' };

/** [H7-R1] An error as the contract wants it: `{errorCode, errorDescription}`. */
export function errorAnswer(error: unknown): APIGatewayProxyResult {
  const { status, code, message } =
    error instanceof ContractError
      ? error
      : new ContractError(500, 'TECHNICAL', 'The message could not be taken: send it again later');
  return { statusCode: status, headers, body: JSON.stringify({ errorCode: code, errorDescription: message }) };
}
