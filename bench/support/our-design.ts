import { setTimeout as sleep } from 'node:timers/promises';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Gateway } from '../../local/gateway.ts';
import { type MachineOptions, startMachine } from '../../test/support/machine.ts';
import type { Design } from './design.ts';

/** The gateway itself, from its template, for a comparison. */
export async function startOurs(options: MachineOptions): Promise<Design & { gateway: Gateway }> {
  const machine = await startMachine(options);
  const { customs, gateway, ledger } = machine;
  let heard = 0;
  return {
    ...{ customs, gateway },
    queued: machine.queued,
    callback: (path, body) => machine.callback(path, body),
    async settled() {
      while (gateway.untold() + gateway.unkept() > 0) await sleep(200);
    },
    async kept(reference) {
      const key = { authority: 'delta-h7', kind: 'declaration', reference } as const;
      const records = await ledger.records(key);
      return {
        callbacks: records.filter(({ type }) => type === 'received').length,
        isReleased: readFiling(key, records).filing.state === 'released',
      };
    },
    async told() {
      const all = await machine.outcomes();
      const news = all.slice(heard);
      heard = all.length;
      return news.map(({ reference }) => String(reference));
    },
    stop: machine.stop,
  };
}
