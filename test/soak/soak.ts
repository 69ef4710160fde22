import { setTimeout as sleep } from 'node:timers/promises';
import { resourceNames } from '../../schemas/resource-names.ts';
import { type FaultyCustoms, startFaultyCustoms } from '../support/faulty-customs.ts';
import { hasten } from '../support/hasten.ts';
import { lossyWires } from '../support/lossy-wires.ts';
import { type Machine, startMachine } from '../support/machine.ts';
import { outboundFaults } from '../support/outbound-faults.ts';
import { type Chance, chance } from '../support/random.ts';
import type { Kill } from './books.ts';
import { booksOf } from './collect.ts';
import { type Planned, plan } from './lives.ts';
import { type Misplaced, misplaced } from './reconcile.ts';
import { callBackWrongly } from './wrong-callbacks.ts';

export interface SoakOptions {
  minutes: number;
  seed: number;
  progress(line: string): void;
}

export interface SoakReport {
  seed: number;
  minutes: number;
  submitted: number;
  seenByCustoms: number;
  callbacks: number;
  told: number;
  filings: Record<string, number>;
  faults: Record<string, number>;
  lostAnswersOfAws: Record<string, number>;
  wrongCallbacks: number;
  kills: Record<string, number>;
  misplaced: Misplaced[];
}

/** The longest time without anything being done, while something is in flight. */
const STANDSTILL_MS = 120_000;
/** The share of lost answers of AWS: one in this many calls. */
const AWS_LOSES_ONE_IN = 150;
const VISIBILITY_SECONDS = 8;

/** Runs the whole gateway for a while under faults of every kind, waits until it is done, and reconciles the books. */
export async function soak({ minutes, seed, progress }: SoakOptions): Promise<SoakReport> {
  const forMs = minutes * 60_000;
  const of = (n: number) => chance(seed * 31 + n);
  let isOver = false;
  const losing = of(1);
  const wires = lossyWires(() =>
    !isOver && losing.once(AWS_LOSES_ONE_IN) ? (losing.once(2) ? 'reset' : '500') : undefined,
  );
  const faults = new FaultPlan(of(2));
  let machine: Machine | undefined;
  const sender = resourceNames('test').lane('delta-h7').sender;
  const front: FaultyCustoms = await startFaultyCustoms({
    behind: () => new URL(machine?.customs.url ?? '').origin,
    pids: () => machine?.gateway.functions.get(sender)?.pids ?? [],
    faultFor: (call) => (isOver ? undefined : faults.next(call, front)),
  });
  try {
    machine = await startMachine({
      lane: {
        ...{ baseUrl: front.url, tokenUrl: front.tokenUrl, timeoutSeconds: 1, pauseSeconds: 1, batchSize: 20 },
        ...{ technicalReplay: { delaySeconds: 1, times: 50 }, waitForDeclarationMinutes: 1 },
      },
      customs: { tokenLifeSeconds: 20, callbackAttempts: 100, replayDelayMs: 300 },
      between: wires.between,
    });
    await machine.handOut({ afterSeconds: VISIBILITY_SECONDS, times: 1000 });
    const running = machine;
    const start = Date.now();
    const submitted: Planned[] = [];
    const kills: Kill[] = [];
    const wrong: Misplaced[] = [];
    let wrongCallbacks = 0;
    const until = async (act: (n: number) => Promise<void>, pause: () => number) => {
      for (let n = 0; Date.now() - start < forMs; n += 1) {
        await sleep(Math.min(pause(), Math.max(0, forMs - (Date.now() - start))));
        if (Date.now() - start < forMs) await act(n);
      }
    };
    const [killing, calling, misbehaving] = [of(3), of(4), of(5)] as const;
    const all = [
      submitAll(running, plan(forMs, of(6)), start, submitted),
      until(async () => faults.arm(), faults.pause),
      until(
        async () => void kills.push(...kill(running, killing)),
        () => 1_500 + killing.below(4_000),
      ),
      until(
        async () => running.customs.misbehave(misbehaving.pick(misbehaviours)),
        () => 1_000 + misbehaving.below(4_000),
      ),
      until(
        async (n) => {
          wrongCallbacks += 1;
          const what = await callBackWrongly(running, n, calling);
          if (what) wrong.push({ kind: 'published wrongly', what });
        },
        () => 200 + calling.below(1_000),
      ),
      // A minute of housekeeping passes in a second here.
      until(
        () => hasten(running),
        () => 1_000,
      ),
      until(
        async () => progress(lineOf(start, submitted, front, faults, kills)),
        () => 5_000,
      ),
    ];
    await Promise.all(all);
    isOver = true;
    running.customs.misbehave({ kind: 'clear' });
    const books = await drained(running, { submitted, front, kills, progress });
    const found = misplaced(books);
    return {
      ...{ seed, minutes, submitted: submitted.length, seenByCustoms: front.calls.length },
      ...{ callbacks: running.customs.callbacks.length, told: books.told.length },
      filings: counted(books.filings.map(({ filing }) => filing.status)),
      ...{ faults: faults.counts, lostAnswersOfAws: wires.lost, wrongCallbacks },
      kills: counted(kills.map((one) => one.of)),
      misplaced: [...wrong, ...found],
    };
  } finally {
    await machine?.stop();
    await front.close();
    await wires.close();
  }
}

const misbehaviours = [
  { kind: 'late-callback', delayMs: 3_000 },
  { kind: 'repeated-callback', copies: 3 },
  { kind: 'reordered-callbacks' },
  { kind: 'technical-error' },
] as const;

/** The kinds of the calls that go wrong: every kind in turn, in random order. */
class FaultPlan {
  readonly counts: Record<string, number> = {};
  readonly #chance: Chance;
  #left: string[] = [];
  #armed = false;

  constructor(of: Chance) {
    this.#chance = of;
  }

  readonly pause = () => 300 + this.#chance.below(2_400);

  arm(): void {
    this.#armed = true;
  }

  next(call: { messageId: string } | undefined, front: FaultyCustoms): string | undefined {
    if (!this.#armed) return undefined;
    if (this.#left.length === 0) this.#left = Object.keys(outboundFaults);
    const name = this.#chance.pick(this.#left);
    // Customs does not refuse a message that it took, and a call for a token knows no refusals of messages.
    const isRefusal = name.startsWith('400') || name.startsWith('413');
    const isTaken = call && front.calls.some((one) => one.messageId === call.messageId && one.arrived);
    if (isRefusal && (isTaken || !call)) return undefined;
    this.#armed = false;
    this.#left = this.#left.filter((one) => one !== name);
    this.counts[name] = (this.counts[name] ?? 0) + 1;
    return name;
  }
}

async function submitAll(machine: Machine, planned: readonly Planned[], start: number, submitted: Planned[]) {
  for (const one of planned) {
    await sleep(Math.max(0, start + one.atMs - Date.now()));
    await machine.submit(one.text);
    submitted.push(one);
  }
}

/** Kills a process of a function: of the sender as often as of all the others. */
function kill({ gateway }: Machine, of: Chance): Kill[] {
  const names = resourceNames('test');
  const sender = names.lane('delta-h7').sender;
  const name = of.pick([sender, sender, sender, names.receiver, names.notifier, names.housekeeping]);
  const { pids = [] } = gateway.functions.get(name) ?? {};
  if (pids.length === 0) return [];
  const pid = of.pick(pids);
  const at = Date.now();
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return [];
  }
  return [{ at, pid, of: name.replace(/^declarant-test-/, '') }];
}

interface Drain {
  submitted: readonly Planned[];
  front: FaultyCustoms;
  kills: readonly Kill[];
  progress(line: string): void;
}

/** The records to reconcile, once nothing is misplaced any more, or nothing more gets done. */
async function drained(machine: Machine, { progress, ...about }: Drain) {
  let least = Number.POSITIVE_INFINITY;
  let at = Date.now();
  for (;;) {
    await hasten(machine);
    const books = await booksOf(machine, about);
    const left = misplaced(books);
    const queued = Object.values(books.left).reduce((sum, count) => sum + count, 0);
    if (left.length + queued < least) {
      least = left.length + queued;
      at = Date.now();
    }
    if (left.length === 0 || Date.now() > at + STANDSTILL_MS) return books;
    progress(`waiting for ${left.length}, ${queued} queued: ${left[0]?.what}`);
    await sleep(1_000);
  }
}

function lineOf(
  start: number,
  submitted: readonly Planned[],
  { calls }: FaultyCustoms,
  { counts }: FaultPlan,
  kills: readonly Kill[],
): string {
  const seconds = Math.round((Date.now() - start) / 1000);
  const faults = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return `${time}  submitted ${submitted.length}  seen by customs ${calls.length}  faults ${faults}  killed ${kills.length}`;
}

function counted(all: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}
