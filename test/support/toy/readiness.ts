import type { Readiness } from '../../../functions/authorities/authority.ts';
import type { Fault } from '../../../schemas/fault.ts';
import type { Filing } from '../../../schemas/filing.ts';

type Payload = Record<string, unknown>;

/**
 * The toymaker's conditions: a toy is hurried while it is only wished for, a request needs toys that are taken, and a reminder
 * goes while nothing was heard of its letter. Numbers that the toymaker gave are filled in. A house is built by a day to
 * come.
 */
export function readiness(message: string, payload: Payload, about: readonly Filing[], clock: number): Readiness {
  const [filing] = about;
  const number = filing?.authorityReference ?? undefined;
  switch (message) {
    case 'Reminder':
      return filing?.state === null && number === undefined
        ? { kind: 'ready', payload, parts: {} }
        : never('/payload/id', 'no letter that is there', `a letter that is ${filing?.state}`);
    case 'Survey':
    case 'Build':
      return clock < Date.parse(String(payload['by'] ?? '9999'))
        ? { kind: 'ready', payload, parts: {} }
        : never('/payload/by', 'a day that is still to come', 'one that is over');
    case 'Hurry':
      return (
        obstacle(filing, 'anticipated', '/payload/id') ?? {
          kind: 'ready',
          payload: { ...payload, number },
          parts: { number: String(number) },
        }
      );
    case 'Change':
      return (
        obstacle(filing, 'validated', '/payload/id') ?? { kind: 'ready', payload: { ...payload, number }, parts: {} }
      );
    case 'Recall': {
      const toys = (payload['toys'] as Payload[]).map((one, index) => ({
        ...one,
        number: about[index]?.authorityReference ?? undefined,
      }));
      const obstacles = about.flatMap((one, n) => obstacle(one, 'validated', `/payload/toys/${n}/id`) ?? []);
      const final = obstacles.filter(({ kind }) => kind === 'never');
      return final[0] ?? obstacles[0] ?? { kind: 'ready', payload: { ...payload, toys }, parts: {} };
    }
    default:
      return { kind: 'ready', payload, parts: {} };
  }
}

/** The obstacle to a message about a letter, if there is one. */
function obstacle(
  filing: Filing | undefined,
  needed: 'anticipated' | 'validated',
  pointer: string,
): Exclude<Readiness, { kind: 'ready' }> | undefined {
  const rule = `the letter must be ${needed}`;
  if (!filing || filing.history.length === 0) {
    const { faults } = never(pointer, rule, 'a letter that is not known here');
    return { kind: 'wait', reason: 'the letter is not known here yet', orNever: faults };
  }
  if (filing.state === needed) return undefined;
  if (filing.state === 'anticipated') return { kind: 'wait', reason: 'the toy is not taken yet' };
  if (filing.state !== null) return never(pointer, rule, `a letter that is ${filing.state}`);
  return ['refused', 'rejected'].includes(filing.status)
    ? never(pointer, rule, `a letter that was ${filing.status}`)
    : { kind: 'wait', reason: 'the letter is not answered yet' };
}

function never(pointer: string, rule: string, found: string): { kind: 'never'; faults: Fault[] } {
  return { kind: 'never', faults: [{ pointer, rule, found, remedy: 'write another letter' }] };
}
