import { Journal } from '../support/journal.ts';
import { serve } from '../support/serve.ts';
import { serveSecurely } from '../support/serve-securely.ts';
import type { Account } from './account.ts';
import { Dialogue } from './dialogue.ts';
import { Faults } from './faults.ts';
import { controlOf } from './http/control.ts';
import { methodsOf } from './http/methods.ts';
import { type Misbehaviour, readMisbehaviour } from './misbehaviour.ts';
import type { ReceivedCall } from './received-call.ts';
import { Opening } from './register/opening.ts';
import { type KeptRequest, Requests } from './register/requests.ts';
import { methods } from './step.ts';
import { type Certificates, makeCertificates } from './tls/certificates.ts';
import { KnownCertificates } from './tls/known-certificates.ts';

export type { Account } from './account.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export type { ReceivedCall } from './received-call.ts';
export type { KeptRequest } from './register/requests.ts';

export interface SimulatorOptions {
  /** The port of the two methods; 0: any free port. */
  port: number;
  /** The port of commands, over plain HTTP; any free port by default. */
  controlPort?: number;
  accounts: readonly Account[];
  /** Those of a simulator of one's own, made anew by default. */
  certificates?: Certificates;
  /** The time after which a metering point spoils its call; none by default. */
  pointMs?: number;
  /** The number of latest calls that are kept; all by default. */
  remember?: number;
  now?: () => Date;
  log?: (line: string) => void;
}

export interface Simulator {
  readonly url: string;
  readonly verifyUrl: string;
  readonly createUrl: string;
  /** The origin of the control port. */
  readonly controlUrl: string;
  readonly certificates: Certificates;
  /** Misbehaves from the next call on; throws on a misbehaviour that is not one. */
  misbehave(fault: Misbehaviour): void;
  /** Every call that reached one of the methods, whatever it was answered. */
  readonly received: readonly ReceivedCall[];
  /** The requests that OMEGA has, also those that refusals left. */
  readonly requests: readonly KeptRequest[];
  close(): Promise<void>;
}

/** Starts an OMEGA of one's own, at 127.0.0.1: the two methods over mutual TLS, and a control port. */
export async function startOmega(options: SimulatorOptions): Promise<Simulator> {
  const { accounts, certificates = makeCertificates(), now = () => new Date(), log = () => undefined } = options;
  const journal = new Journal<ReceivedCall>(options.remember ?? Number.POSITIVE_INFINITY);
  const faults = new Faults(options.pointMs ?? 0);
  const requests = new Requests();
  const opening = new Opening();
  const known = new KnownCertificates(certificates.authority.certificate);
  const dialogue = new Dialogue({ accounts, requests, opening, now });

  function command(value: unknown): void {
    const read = readMisbehaviour(value);
    if (read.kind === 'hours') opening.setHours(read);
    else if (read.kind === 'closed' || read.kind === 'maintenance') opening.shut(read.kind);
    else if (read.kind === 'set-status') requests.setStatus(read.number, read.status);
    else if (read.kind === 'revoke') {
      known.revokeLatest();
      server.closeConnections();
    } else if (read.kind === 'clear') {
      faults.clear();
      opening.clear();
      known.restore();
    } else {
      faults.add(read);
      // A handshake is to come, which a connection that lasts does without.
      if (read.kind === 'tls-alert') server.closeConnections();
    }
  }

  const server = await serveSecurely(
    options.port,
    {
      ...{ server: certificates.server, clientAuthority: certificates.authority.certificate },
      refusalOf: (certificate) => known.refusalOf(certificate) ?? faults.alert(),
    },
    methodsOf({ dialogue, faults, journal, now, log }),
  );
  const parts = { command, pending: () => faults.pending, requests: () => requests.all };
  const control = await serve(options.controlPort ?? 0, controlOf(parts)).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  const url = `https://127.0.0.1:${server.port}`;
  return {
    url,
    verifyUrl: `${url}/${methods.verify}`,
    createUrl: `${url}/${methods.create}`,
    controlUrl: `http://127.0.0.1:${control.port}`,
    certificates,
    misbehave: command,
    get received() {
      return journal.entries;
    },
    get requests() {
      return requests.all;
    },
    async close() {
      await Promise.all([server.close(), control.close()]);
    },
  };
}
