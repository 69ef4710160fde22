import { cielAuthority } from '../../../functions/authorities/ciel/index.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { feedsOf } from '../../../schemas/catalogue.ts';
import type { CielLane } from '../../../schemas/ciel/lane.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { memoryTokens } from '../../support/memory-tokens.ts';
import { ToyGateway } from '../../support/toy/gateway.ts';
import { secret } from './scripted-ciel.ts';

const CIEL = 'ciel' as const;

/** The spine with a lane to CIEL, which calls over HTTP. */
export class CielGateway extends ToyGateway {
  readonly #authority: ReturnType<typeof cielAuthority>;

  constructor(lane: CielLane) {
    super();
    this.clock = Date.parse('2026-11-05T09:00:00.000Z');
    this.lane = { ...this.lane, authority: CIEL, feeds: feedsOf(CIEL, lane) };
    this.#authority = cielAuthority({
      lane,
      readSecret: async () => ({ value: secret() }),
      tokenStore: memoryTokens(() => this.clock),
      now: () => this.clock,
      sleep: async (ms) => {
        this.clock += ms;
      },
    });
  }

  override submit(message: string, payload: object, more: object = {}): Promise<void> {
    return super.submit(message, payload, { authority: CIEL, ...more });
  }

  async poll(): Promise<void> {
    this.put('{"poll":"returns"}');
    await this.run();
  }

  override async filing(reference: string, kind = 'declaration'): Promise<Filing> {
    const key = { authority: CIEL, kind, reference };
    return readFiling(key, await this.ledger.records(key)).filing;
  }

  override get ports(): ToyGateway['ports'] {
    return { ...super.ports, authority: this.#authority };
  }
}
