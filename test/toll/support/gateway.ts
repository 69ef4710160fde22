import { randomUUID } from 'node:crypto';
import { type TollOptions, tollAuthority } from '../../../functions/authorities/toll/index.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { feedsOf } from '../../../schemas/catalogue.ts';
import type { Filing } from '../../../schemas/filing.ts';
import { memoryTokens } from '../../support/memory-tokens.ts';
import { ToyGateway } from '../../support/toy/gateway.ts';
import { GATEWAY_ROLE } from '../../support/trust.ts';
import { lane, secret, Tolletaten } from './tolletaten.ts';

const TOLL = 'toll' as const;

/** The spine with a lane to Tolletaten. */
export class TollGateway extends ToyGateway {
  readonly tolletaten = new Tolletaten(() => this.clock);
  readonly settings: TollOptions['lane'];
  /** The value of the secret. */
  secret = secret();
  readonly #authority: ReturnType<typeof tollAuthority>;

  constructor(settings: object = {}) {
    super();
    this.settings = lane(settings);
    this.lane = { ...this.lane, authority: TOLL, feeds: feedsOf(TOLL, this.settings) };
    this.#authority = tollAuthority({
      lane: this.settings,
      readSecret: async () => ({ value: this.secret }),
      tokenStore: memoryTokens(() => this.clock),
      fetch: this.tolletaten.fetch,
      now: () => this.clock,
      sleep: async (ms) => {
        this.clock += ms;
      },
    });
  }

  override submit(message: string, payload: object, more: object = {}): Promise<void> {
    return super.submit(message, payload, { authority: TOLL, ...more });
  }

  /** SQS gives a UUID to each message. */
  override put(body: string, sender = GATEWAY_ROLE, delaySeconds = 0): void {
    super.put(body, sender, delaySeconds);
    const last = this.outbox.at(-1);
    if (last) last.id = randomUUID();
  }

  async poll(): Promise<void> {
    this.put('{"poll":"routing"}');
    await this.run();
  }

  override async filing(reference: string, kind = 'presentation'): Promise<Filing> {
    const key = { authority: TOLL, kind, reference };
    return readFiling(key, await this.ledger.records(key)).filing;
  }

  override get ports(): ToyGateway['ports'] {
    return { ...super.ports, authority: this.#authority };
  }
}
