import { AsyncLocalStorage } from 'node:async_hooks';

/** A message as a call gives it. */
interface Given {
  MessageBody?: unknown;
  MessageGroupId?: unknown;
}

/** Keeps `MessageGroupId` with messages on standard queues, as SQS does: fauxqs keeps it on FIFO queues only. */
export class MessageGroups {
  readonly #given = new AsyncLocalStorage<Given[]>();

  /** Does something on behalf of a call that puts one message or several on a queue. */
  callWith(body: unknown, act: () => void): void {
    const { Entries, ...one } = (body ?? {}) as Given & { Entries?: Given[] };
    this.#given.run(Array.isArray(Entries) ? [...Entries] : [one], act);
  }

  /** Gives a message that is put on a queue now the group that its call gave it. */
  note(message: { body: string; messageGroupId?: string }): void {
    const given = this.#given.getStore() ?? [];
    const place = given.findIndex(({ MessageBody }) => MessageBody === message.body);
    const [own] = place < 0 ? [] : given.splice(place, 1);
    if (typeof own?.MessageGroupId === 'string') message.messageGroupId ??= own.MessageGroupId;
  }
}
