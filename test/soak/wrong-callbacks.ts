import type { SentCallback } from '../../local/simulators/delta-h7/index.ts';
import type { Machine } from '../support/machine.ts';
import { errorMessage, state } from '../support/messages.ts';
import type { Chance } from '../support/random.ts';

/** A callback that customs would not send, or not again, with the answers that it may get. */
interface WrongCallback {
  path: string;
  body: unknown;
  headers?: Record<string, string>;
  answers: readonly number[];
}

const PATH = '/dh7/declarations/7654321/etats';

/** @param sent customs' callbacks so far, to repeat one */
function wrongCallback(n: number, chance: Chance, sent: readonly SentCallback[]): WrongCallback {
  const forged = `FORGED-${n}`;
  const about = { lrn: forged, reference: String(9_000_000 + n), messageId: `forged-${n}` };
  const before = sent.filter(({ outcome }) => outcome === 'done');
  const again = before.length > 0 ? chance.pick(before) : undefined;
  const kinds: (() => WrongCallback)[] = [
    () => ({ path: PATH, body: state(about), headers: {}, answers: [401] }),
    () => ({ path: PATH, body: state(about), headers: { Authorization: 'Bearer another' }, answers: [401] }),
    () => ({ path: PATH, body: '{"header":{"messageId":"cut', answers: [400] }),
    () => ({ path: PATH, body: { header: {} }, answers: [400] }),
    () => ({ path: '/dh7/nowhere', body: {}, answers: [404] }),
    () => ({ path: `/dh7/declarations/${about.reference}/etats`, body: state(about), answers: [200] }),
    () => ({ path: '/dh7/declarations/erreurs', body: errorMessage(forged, undefined, `forged-${n}`), answers: [200] }),
    () => (again ? { path: again.path, body: again.body, answers: [200] } : wrongCallback(n, chance, sent)),
  ];
  return chance.pick(kinds)();
}

/**
 * Makes a wrong callback.
 * @returns the fault in the answer, if any: a 5xx may come from a killed function
 */
export async function callBackWrongly(machine: Machine, n: number, chance: Chance): Promise<string | undefined> {
  const { path, body, headers, answers } = wrongCallback(n, chance, machine.customs.callbacks);
  const { status } = await machine.callback(path, body, headers);
  if (status >= 500 || answers.includes(status)) return undefined;
  return `a wrong callback on ${path} was answered ${status}, not ${answers.join(' or ')}`;
}
