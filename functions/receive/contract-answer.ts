import type { APIGatewayProxyResult } from 'aws-lambda';
import { errorFields, type Telemetry } from '../telemetry/log.ts';
import { ContractError, errorAnswer } from './answer.ts';

/** [H7-R1] Answers an error with one of the contract's codes, in its form, and reports it once. */
export function contractAnswer(error: unknown, route: string, telemetry: Telemetry): APIGatewayProxyResult {
  if (error instanceof ContractError)
    telemetry.event('callback.refused', { route, status: error.status, code: error.code });
  else telemetry.problem('callback.failed', { route, ...errorFields(error) });
  return errorAnswer(error);
}
