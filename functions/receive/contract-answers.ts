import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { errorFields, type Telemetry } from '../telemetry/log.ts';
import { ContractError, errorAnswer } from './answer.ts';

/** [H7-R1] Answers every error with one of the contract's codes, in its form, and reports it once. */
export function contractAnswers(telemetry: Telemetry): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> {
  return {
    onError(request) {
      const { error, event } = request;
      const about = { route: event.resource };
      if (error instanceof ContractError)
        telemetry.event('callback.refused', { ...about, status: error.status, code: error.code });
      else telemetry.problem('callback.failed', { ...about, ...errorFields(error) });
      request.response = errorAnswer(error);
    },
  };
}
