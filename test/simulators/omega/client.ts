import { request } from 'node:https';
import type { Account } from '../../../local/simulators/omega/account.ts';
import { type Simulator, type SimulatorOptions, startOmega } from '../../../local/simulators/omega/index.ts';
import type { Step } from '../../../local/simulators/omega/step.ts';
import type { Certified } from '../../../local/simulators/support/certificates.ts';

export const account: Account = {
  DNEntreprise: 'CN=Fournisseur,O=Énergie SA',
  NumeroCAD: 'GRD-F-000123',
  Login: 'login01',
};

/** A point in Paris without a trait, and a day that is far enough ahead of the client's clock. */
export const POINT = '75000000000100';
export const DAY = '2026-12-08';

export interface Answer {
  status: number;
  type: string;
  body: string;
  /** The texts of the elements of a name in the body. */
  texts(name: string): string[];
}

type Form = { version?: '1.1' | '1.2'; namespace?: string; order?: 'reversed' };

/** Everything that a test needs to play a supplier. */
export interface Client {
  simulator: Simulator;
  /** The simulator's clock, which a test may set. */
  clock: { now: number };
  /** The supplier's certificate. */
  certified: Certified;
  verify(changes?: Record<string, string | undefined>, form?: Form): Promise<Answer>;
  create(changes?: Record<string, string | undefined>, form?: Form): Promise<Answer>;
  /** Posts any text to a step, with a certificate or without. */
  post(step: Step, body: string, identity?: Certified | 'none'): Promise<Answer>;
  control(body: string): Promise<{ status: number; body: string }>;
  close(): Promise<void>;
}

export async function startClient(options: Partial<SimulatorOptions> = {}): Promise<Client> {
  const clock = { now: Date.parse('2026-11-30T09:00:00Z') };
  const simulator = await startOmega({ port: 0, accounts: [account], now: () => new Date(clock.now), ...options });
  const { authority } = simulator.certificates;
  const certified = authority.issue({ subject: account.DNEntreprise, use: 'client' });
  const client: Client = {
    ...{ simulator, clock, certified },
    verify: (changes = {}, form = {}) => client.post('verify', messageOf('verify', changes, form)),
    create: (changes = {}, form = {}) => client.post('create', messageOf('create', changes, form)),
    post(step, body, identity = certified) {
      const url = step === 'verify' ? simulator.verifyUrl : simulator.createUrl;
      const { certificate, privateKey } = identity === 'none' ? {} : identity;
      return new Promise((resolve, reject) => {
        const asked = request(
          url,
          { method: 'POST', agent: false, ca: authority.certificate, cert: certificate, key: privateKey },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('end', () => {
              const text = Buffer.concat(chunks).toString('utf8');
              const type = response.headers['content-type'] ?? '';
              resolve({ status: response.statusCode ?? 0, type, body: text, texts: (name) => textsIn(text, name) });
            });
          },
        );
        asked.on('error', reject);
        asked.end(body);
      });
    },
    async control(body) {
      const response = await fetch(`${simulator.controlUrl}/__control`, { method: 'POST', body });
      return { status: response.status, body: await response.text() };
    },
    close: () => simulator.close(),
  };
  return client;
}

const ENVELOPES = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/** A call of a step; a field that is changed to `undefined` is left out. */
export function messageOf(step: Step, changes: Record<string, string | undefined>, form: Form = {}): string {
  const fields: Record<string, string | undefined> = {
    ...account,
    ...{ NumeroVersion: 'V1', TypeDemande: 'TJDC', NumeroPCE: POINT, NomDuClient: 'Dupont & fils' },
    ...(step === 'create' && { DateDemandee: DAY, AutorisationExpresse: 'OUI' }),
    ...changes,
  };
  const element = (name: string) => {
    const text = fields[name];
    return text === undefined ? '' : `<t:${name}>${text.replaceAll('&', '&amp;')}</t:${name}>`;
  };
  const all = (names: string[]) => (form.order === 'reversed' ? names.toReversed() : names).map(element).join('');
  const common = `${all(['DNEntreprise', 'NumeroCAD'])}<t:Utilisateur>${element('Login')}</t:Utilisateur>`;
  const request = all(['TypeDemande', 'NumeroPCE', 'DateDemandee', 'AutorisationExpresse', 'NomDuClient']);
  const content =
    step === 'verify'
      ? `${common}${all(['NumeroVersion'])}${request}${all(['CodePostal'])}`
      : `${common}${all(['NumeroVersion'])}<t:Demande>${request}</t:Demande>${all(['CodePostal', 'Tarif'])}`;
  const name = step === 'verify' ? 'RequeteWSVerifierRecevabiliteTJDC' : 'RequeteWSCreerDemandeTJDC';
  const { version = '1.1', namespace = 'urn:omega' } = form;
  return `<s:Envelope xmlns:s="${ENVELOPES[version]}"><s:Header/><s:Body><t:${name} xmlns:t="${namespace}">${content}</t:${name}></s:Body></s:Envelope>`;
}

const textsIn = (body: string, name: string) =>
  [...body.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) =>
    text.replaceAll('&amp;', '&'),
  );
