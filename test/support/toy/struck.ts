import type { Authority, Unsent, Verdict } from '../../../functions/authorities/authority.ts';
import type { GatewayPorts } from './gateway-ports.ts';

/** A fault at one call of a function to AWS or to the authority: */
export type Fault =
  /** its process dies before the call, or after it; */
  | 'dies-before'
  | 'dies-after'
  /** the call fails, or is made and its answer is lost. */
  | 'fails'
  | 'lost';
export const faults: readonly Fault[] = ['dies-before', 'dies-after', 'fails', 'lost'];

/** The call that is struck, by its number in a run. */
export interface Strike {
  at: number;
  fault: Fault;
}

class Died extends Error {}

/** The ports that call AWS, each with methods that do; other ports are the process's own. */
const CALLING = [
  'ledger',
  'outcomes',
  'admission',
  'finished',
  'failing',
  'redrives',
  'parties',
  'unknownPlatforms',
  'findable',
];
const CALLS = ['release', 'releaseAll', 'poll', 'postpone', 'putDeadLetter'];
/** Lists, which are read page by page. */
const LISTS = ['due', 'recent', 'received', 'unreadable', 'enquiries'];
/** The calls that only note something for a later one. */
const NOTES = ['add'];

/** True for what names a message, as a record and a call do. */
const messageIn = (one: unknown) => typeof (one as { message?: unknown } | undefined)?.message === 'string';

type Call = (...given: unknown[]) => unknown;

/** Counts the calls of a gateway's functions, and strikes one of them. */
export class Strikes {
  /** The names of all calls that were made, in order. */
  readonly made: string[] = [];
  /** True while the call is made whose answer is lost. */
  isStriking = false;
  readonly #strike: Strike | undefined;
  readonly #silence: Verdict;

  constructor(strike: Strike | undefined, silence: Verdict) {
    this.#strike = strike;
    this.#silence = silence;
  }

  /** The name of the call that was struck; undefined while none was. */
  get struck(): string | undefined {
    return this.#strike && this.made[this.#strike.at];
  }

  /** The ports of a process of its own, which makes no call any more once it died. */
  portsOf(ports: GatewayPorts): GatewayPorts {
    const life = { isOver: false };
    const wrapped: Record<string, unknown> = { ...ports };
    for (const name of CALLS) wrapped[name] = this.#call(name, wrapped[name] as Call, life);
    for (const name of CALLING) {
      const port = wrapped[name] as Record<string, unknown>;
      const methods = Object.entries(port).filter(([, one]) => typeof one === 'function');
      const made = methods.map(([method, one]) => [
        method,
        [...LISTS, ...NOTES].includes(method) ? one : this.#call(`${name}.${method}`, (one as Call).bind(port), life),
      ]);
      wrapped[name] = { ...port, ...Object.fromEntries(made) };
    }
    const { authority } = ports;
    const send = this.#call('authority.send', authority.send as Call, life) as Authority['send'];
    wrapped['authority'] = {
      ...authority,
      send: (...given: Parameters<Authority['send']>) => this.#heard(send, given),
    };
    return wrapped as unknown as GatewayPorts;
  }

  /** A call to the authority never throws: where it fails or its answer is lost, that is a verdict. */
  #heard(send: Authority['send'], given: Parameters<Authority['send']>): Promise<Verdict | Unsent> {
    return send(...given).catch((error: unknown) => {
      if (error instanceof Died) throw error;
      return this.#silence;
    });
  }

  #call(name: string, call: Call, life: { isOver: boolean }): Call {
    return async (...given) => {
      if (life.isOver) throw new Died(name);
      const isStruck = this.made.length === this.#strike?.at;
      const about = [given[1], given[0]].find((one): one is { message: string } => messageIn(one));
      this.made.push(about ? `${name} ${about.message}` : name);
      if (!isStruck) return call(...given);
      const fault = this.#strike?.fault;
      if (fault === 'dies-before' || fault === 'dies-after') life.isOver = true;
      this.isStriking = true;
      if (fault === 'dies-after' || fault === 'lost') await call(...given);
      this.isStriking = false;
      throw fault === 'fails' || fault === 'lost' ? new Error(`${name}: ${fault}`) : new Died(name);
    };
  }
}
