import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { HANDED_OUT, REDRIVEN, SINCE } from './outbox.ts';

/** A message that will never be processed, as it lay on its outbox. */
export interface NewDeadLetter {
  body: string;
  /** The id under which it was claimed. */
  claimId: string;
  handedOut: number;
  /** The time at which it was put on the outbox, ISO 8601. */
  since: string;
  /** Its group on the outbox, where it had one. */
  group?: string | undefined;
}

/** Puts a message among the dead letters, with its text; durable once it returns. */
export type PutDeadLetter = (letter: NewDeadLetter) => Promise<void>;

export function sqsPutDeadLetter(client: SQSClient, QueueUrl: string): PutDeadLetter {
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  return async ({ body, claimId, handedOut, since, group }) => {
    const MessageAttributes = {
      [REDRIVEN]: text(claimId),
      [HANDED_OUT]: { DataType: 'Number', StringValue: String(handedOut) },
      [SINCE]: text(since),
    };
    const grouped = group !== undefined && { MessageGroupId: group };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes, ...grouped }));
  };
}
