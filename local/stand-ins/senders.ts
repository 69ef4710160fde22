import { AsyncLocalStorage } from 'node:async_hooks';

/** Requests without a signature come from nobody in particular. */
const NOBODY = '000000000000';

/**
 * Notes who puts messages on queues, as SQS tells it by `SenderId`: here by the access key that a request was
 * signed with, since no stand-in has users or roles. A message keeps its sender when it becomes a dead letter.
 */
export class Senders {
  readonly #caller = new AsyncLocalStorage<string>();
  readonly #senders = new WeakMap<object, string>();

  /** Does something on behalf of whoever signed a request. */
  callAs(authorization: string | undefined, act: () => void): void {
    this.#caller.run(accessKeyOf(authorization) ?? NOBODY, act);
  }

  /** Notes that a message is put on a queue now, unless it lay on another one before. */
  note(message: object): void {
    if (!this.#senders.has(message)) this.#senders.set(message, this.#caller.getStore() ?? NOBODY);
  }

  of(message: object): string {
    return this.#senders.get(message) ?? NOBODY;
  }
}

/** `AWS4-HMAC-SHA256 Credential=KEY/20261122/eu-west-3/sqs/aws4_request, …`. */
function accessKeyOf(authorization: string | undefined): string | undefined {
  return /\bCredential=([^/,\s]+)\//.exec(authorization ?? '')?.[1];
}
