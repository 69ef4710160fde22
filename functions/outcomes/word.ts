import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { type AuthorityName, isAuthority } from '../../schemas/catalogue.ts';
import { filingKinds } from '../../schemas/filing.ts';
import { lazily } from '../../schemas/lazily.ts';

/** Word of a callback that is stored: which one, not what it says. */
export const word = lazily(() =>
  z.object({
    authority: z.string().refine((name): name is AuthorityName => isAuthority(name)),
    kind: z.enum(filingKinds),
    reference: z.string(),
    messageId: z.string(),
    /** Of its body, since another one may come under the same id. */
    digest: z.string(),
  }),
);
export type Word = z.infer<ReturnType<typeof word>>;

/** Leaves word for the platforms to be told; durable once it returns. */
export type LeaveWord = (word: Word) => Promise<void>;

export function sqsWords(client: SQSClient, queueUrl: string): LeaveWord {
  return async (left) => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(left) }));
  };
}
