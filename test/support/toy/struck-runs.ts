import type { Unsent, Verdict } from '../../../functions/authorities/authority.ts';
import { answerPath } from '../../../functions/ledger/fate.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { ToyGateway } from './gateway.ts';
import type { Strike, Strikes } from './struck.ts';

/** A call to the authority, with its answer, and whether that was heard. */
export interface GivenAnswer {
  message: string;
  verdict: Pick<Verdict | Unsent, 'kind'> & { mayHaveArrived?: boolean };
  isHeard: boolean;
}

/** A dialogue that ran to its end, with one call struck or none. */
export interface StruckRun {
  gateway: ToyGateway;
  key: FilingKey;
  strike: Strike | undefined;
  strikes: Strikes;
  given: readonly GivenAnswer[];
}

/** The two messages of a dialogue, and the outcomes of its ends. */
export interface Steps {
  first: string;
  second: string;
  /** The outcome that is published with an end, by its status. */
  outcomes: Readonly<Record<string, Outcome['outcome']>>;
}

/** Calls whose loss leaves nothing open: nothing is in flight then, or it is stored already. */
const CLEAR = ['outcomes.publish', 'release', 'ledger.defer', 'finished.end', 'admission.admit', 'ledger.records'];

/** Everything in a run that is not as required. */
export async function faultsOf(
  { gateway, key, strike, strikes, given }: StruckRun,
  { first, second, outcomes }: Steps,
  ends: string,
): Promise<string[]> {
  const { status } = await gateway.filing(key.reference, key.kind);
  const records = await gateway.ledger.records(key);
  const answers = (message: string) =>
    records.filter((one) => one.type === 'received' && one.path === answerPath(message)).length;
  const again = (message: string) => given.filter((one) => one.message === message).slice(0, -1);
  const isParked = ({ verdict, isHeard }: GivenAnswer) =>
    isHeard && verdict.kind === 'unavailable' && verdict.mayHaveArrived === false;
  const lost = again(first).filter((one) => !isParked(one));
  const isClear = strike && CLEAR.some((name) => strikes.struck?.startsWith(name));
  const ending = [...Object.values(outcomes), 'refused', 'duplicate'];
  // Each by its id, under which it may be published again.
  const byId = new Map(gateway.told.map(({ id, outcome }) => [`${id} ${outcome}`, outcome]));
  const told = [...byId.values()].filter((outcome) => ending.includes(outcome));
  return [
    ...(status === ends || (status === 'unclear' && strike && !isClear) ? [] : [`it is ${status}, not ${ends}`]),
    ...(told.join() === outcomes[status] ? [] : [`it is ${status}, and was told as ${told.join(', ') || 'nothing'}`]),
    ...(again(second).every(isParked) ? [] : [`${second} was called again`]),
    ...(lost.length > 1 ? [`${first} was called again twice`] : []),
    ...[first, second].flatMap((one) => (answers(one) > 1 ? [`${one} was called again after its answer`] : [])),
    ...(gateway.outbox.length > 0 ? ['the outbox is not empty'] : []),
  ];
}
