import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { NotifyAgain, NotifyAgainResult, StoredMessage } from '../../schemas/untold.ts';

/** Has messages told of again, and returns the result of each, in their order. */
export type Notifier = (messages: readonly StoredMessage[]) => Promise<NotifyAgainResult[]>;

/**
 * Invokes the deployed notifier, which publishes as ever, with its own permissions.
 * @param FunctionName its name
 */
export function lambdaNotifier(client: LambdaClient, FunctionName: string): Notifier {
  return async (messages) => {
    const { InvokeCommand } = await import('@aws-sdk/client-lambda');
    const event: NotifyAgain = { notifyAgain: messages };
    const { FunctionError, Payload } = await client.send(
      new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
    );
    const answer: unknown = JSON.parse(Payload?.transformToString() || 'null');
    if (!FunctionError && Array.isArray(answer) && answer.length === messages.length) return answer;
    // It ended in the middle of them, or is of a version that knows no such event: told or not, they stay.
    const { errorType = 'Unknown' } = (answer ?? {}) as { errorType?: string };
    return messages.map(() => ({ isTold: false, error: errorType }));
  };
}
