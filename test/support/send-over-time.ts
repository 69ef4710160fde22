import type { Authority, OutgoingMessage } from '../../functions/authorities/authority.ts';

export interface SendsOverTime {
  /** The message of every send. */
  message: OutgoingMessage;
  /** The sends in all, evenly over the time, as many from each sender at once. */
  sends: number;
  /** The length of the run, in virtual time. */
  seconds: number;
  /** Sets the clock that the senders go by, by the milliseconds since the start. */
  at: (ms: number) => void;
}

/** Sends for a while of virtual time; returns how many were accepted. */
export async function sendOverTime(
  senders: readonly Authority[],
  { message, sends, seconds, at }: SendsOverTime,
): Promise<number> {
  const rounds = Math.ceil(sends / senders.length);
  let accepted = 0;
  for (let round = 0; round < rounds; round += 1) {
    at(Math.floor((round * seconds * 1000) / rounds));
    const verdicts = await Promise.all(senders.map((sender) => sender.send(message)));
    accepted += verdicts.filter(({ kind }) => kind === 'accepted').length;
  }
  return accepted;
}
