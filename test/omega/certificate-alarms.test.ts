import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { omegaAuthority } from '../../functions/authorities/omega/index.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { alarmsOf } from '../../infra/alarms/catalogue.ts';
import { type Simulator, startOmega } from '../../local/simulators/omega/index.ts';
import { certificateAuthority } from '../../local/simulators/support/certificates.ts';
import { certificateFaultOf, certificateFaults } from '../../schemas/certificate-fault.ts';
import { certificateTroubles } from '../../schemas/certificate-troubles.ts';
import { parseConfiguration } from '../../schemas/configuration.ts';
import { ToyGateway } from '../support/toy/gateway.ts';
import { DN, laneTo } from './support/lane-to.ts';

const MINUTE_MS = 60_000;
const CLOCK = Date.parse('2026-11-30T09:00:00.000Z');
const request = {
  ...{ NumeroPCE: '75000000000100', DateDemandee: '2026-12-15', AutorisationExpresse: 'OUI' },
  ...{ NomDuClient: 'Boulangerie Martin', CodePostal: '75011' },
};

/** The spine with a lane to a simulated OMEGA, and what it reports of the certificate. */
class Lane extends ToyGateway {
  secret: object = {};
  readonly reported: unknown[] = [];
  readonly #authority: ReturnType<typeof omegaAuthority>;

  constructor(omega: Simulator) {
    super();
    this.clock = CLOCK;
    this.lane = { ...this.lane, authority: 'omega' };
    const readSecret = async () => ({ value: JSON.stringify(this.secret) });
    this.#authority = omegaAuthority({ lane: laneTo(omega), files: {}, readSecret, now: () => this.clock });
  }

  override get ports(): ToyGateway['ports'] {
    const problem = (name: string, fields: { certificate?: unknown } = {}) => {
      this.problems.push(name);
      if (name === 'certificate.unusable') this.reported.push(fields.certificate);
    };
    return { ...super.ports, authority: this.#authority, telemetry: { event() {}, problem } };
  }

  async statuses() {
    const references = ['TJDC-1', 'TJDC-2'];
    return Promise.all(
      references.map(async (reference) => {
        const key = { authority: 'omega', kind: 'request', reference } as const;
        return readFiling(key, await this.ledger.records(key)).filing.status;
      }),
    );
  }
}

let omega: Simulator;
let good: { certificate: string; privateKey: string; authorities: string };
const life = { from: new Date('2020-01-01'), until: new Date('2100-01-01') };
beforeAll(async () => {
  const account = { DNEntreprise: DN, NumeroCAD: 'GRD-F-000123', Login: 'fournisseur01' };
  omega = await startOmega({ port: 0, accounts: [account], now: () => new Date(CLOCK) });
  const { authority } = omega.certificates;
  good = { ...authority.issue({ subject: DN, use: 'client', ...life }), authorities: authority.certificate };
});
afterAll(() => omega.close());

const issued = (wish: object, authority = omega.certificates.authority) => ({
  ...good,
  ...authority.issue({ subject: DN, use: 'client', privateKey: good.privateKey, ...life, ...wish }),
});

describe("the lane's certificate", () => {
  it.each([
    ['missing', () => ({})],
    ['wrong', () => ({ ...good, privateKey: omega.certificates.server.privateKey })],
    ['expired', () => issued({ until: new Date('2026-11-01') })],
    ['foreign', () => issued({}, certificateAuthority('CN=Autre autorité'))],
  ])('[OM-5] that is %s stops the lane, is told of as that, and the right one lets all go', async (fault, secret) => {
    const [calls, requests] = [omega.received.length, omega.requests.length];
    const lane = new Lane(omega);
    lane.secret = secret();
    for (const reference of ['TJDC-1', 'TJDC-2'])
      await lane.submit('CreerDemandeTJDC', request, { authority: 'omega', reference });
    await lane.pass(3 * MINUTE_MS);
    expect(lane.admission.breaker.state).toBe('open');
    expect(lane.reported.length).toBeGreaterThan(1);
    expect(new Set(lane.reported)).toEqual(new Set([fault]));
    expect(lane.problems.filter((name) => name !== 'certificate.unusable')).toEqual(['lane.opened']);
    expect(omega.received).toHaveLength(calls);
    lane.secret = good;
    await lane.pass(10 * MINUTE_MS);
    expect(await lane.statuses()).toEqual(['answered', 'answered']);
    expect([omega.received.length - calls, omega.requests.length - requests]).toEqual([4, 2]);
  });

  it('[OM-5] has an alarm for each of its faults, whichever its code', () => {
    const urls = { verifyUrl: 'https://omega.example/a', createUrl: 'https://omega.example/b' };
    const configuration = { stage: 'prod', platforms: [], lanes: { omega: laneTo(urls) } };
    const titles = alarmsOf(parseConfiguration(JSON.stringify(configuration), 'prod.json')).map(({ title }) => title);
    for (const fault of certificateFaults) expect(titles).toContain(`certificate-${fault} omega`);
    expect(titles).toEqual(expect.arrayContaining(['credentials-expiring omega', 'messages-unclear omega']));
    for (const detail of Object.keys(certificateTroubles))
      expect(certificateFaultOf({ cause: 'tls', detail }), detail).toBeDefined();
  });
});
