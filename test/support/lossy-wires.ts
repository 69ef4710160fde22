import type { SharedEnvironment } from '../../local/lambda/definition.ts';
import { technical } from './lost-answers/faults.ts';
import { stretchWire, type Wire } from './lost-answers/wire.ts';

type Endpoints = SharedEnvironment['endpoints'];

/** Wires between a machine's functions and AWS that lose an answer now and then; the call itself is carried out. */
export interface LossyWires {
  /** Puts the wires between the machine's functions and these endpoints. */
  between(endpoints: Endpoints): Promise<Endpoints>;
  /** The number of answers lost so far, by service. */
  readonly lost: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** @param loses says of each call whether its answer is lost, and how: the connection breaks, or there is a 500 */
export function lossyWires(loses: () => 'reset' | '500' | undefined): LossyWires {
  const wires: Wire[] = [];
  const lost: Record<string, number> = {};
  return {
    lost,
    async between(endpoints) {
      const stretched = Object.entries(endpoints).map(async ([service, endpoint]) => {
        const wire = await stretchWire(
          service,
          () => endpoint,
          async (call, pass) => {
            const answer = await pass();
            const how = loses();
            if (!how) return answer;
            lost[service] = (lost[service] ?? 0) + 1;
            return how === '500' ? technical(call.service) : undefined;
          },
        );
        wires.push(wire);
        return [service, wire.url];
      });
      return Object.fromEntries(await Promise.all(stretched)) as Endpoints;
    },
    async close() {
      await Promise.all(wires.map((wire) => wire.close()));
    },
  };
}
