import { type DeadLetter, receiveLetters } from '../../functions/outbox/dead-letters.ts';
import { ENTRIES, hide } from '../../functions/outbox/hide.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { removeLetters } from '../redrive/remove-letters.ts';

/** The dead letters of a lane, while filings that they hold up are submitted again. */
export interface TakenLetters {
  /** A letter by its id; undefined where it is not there, or somebody else reads it. */
  letter(id: string): Promise<DeadLetter | undefined>;
  /** Takes one off its queue, since it was put on the outbox. */
  remove(letter: DeadLetter): Promise<void>;
  /** Shows all that are left to others again. */
  leave(): Promise<void>;
}

/** The seconds for which others do not see the letters. */
const HIDDEN_SECONDS = 300;
/** The most letters that are looked through: more are a matter of their own. */
const MOST_SEEN = 1000;

/** Reads the dead letters of a lane once, when the first of them is asked for. */
export function lettersTaken(gateway: GatewayConnection, lane: AuthorityName): TakenLetters {
  const letters = new Map<string, DeadLetter>();
  let reading: Promise<void> | undefined;
  const place = async () => [await gateway.queues(), await gateway.deadLetters(lane)] as const;
  async function readAll() {
    const [sqs, queue] = await place();
    while (letters.size < MOST_SEEN) {
      const some = await receiveLetters(sqs, queue, { most: ENTRIES, hiddenSeconds: HIDDEN_SECONDS });
      for (const one of some) letters.set(one.id, one);
      if (some.length < ENTRIES) return;
    }
  }
  return {
    async letter(id) {
      reading ??= readAll();
      await reading;
      return letters.get(id);
    },
    async remove(letter) {
      const [sqs, queue] = await place();
      letters.delete(letter.id);
      await removeLetters(sqs, queue, [letter]);
    },
    async leave() {
      if (letters.size === 0) return;
      const [sqs, queue] = await place();
      await hide(sqs, queue, [...letters.values()], 0);
    },
  };
}
