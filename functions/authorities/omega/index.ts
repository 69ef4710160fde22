// The errors of calls then say what OMEGA's own codes mean.
import '../../../schemas/omega/troubles.ts';
import { randomUUID } from 'node:crypto';
import { connectionCause } from '../../../schemas/connection-cause.ts';
import type { LaneFiles } from '../../../schemas/lane-files.ts';
import { omegaCredentials } from '../../../schemas/omega/credentials.ts';
import { builtInDescriptor } from '../../../schemas/omega/descriptor/built-in.ts';
import type { Descriptor } from '../../../schemas/omega/descriptor/form.ts';
import type { OmegaLane } from '../../../schemas/omega/lane.ts';
import type { TjdcRequest } from '../../../schemas/omega/request.ts';
import { writeRequest } from '../../../schemas/omega/soap/write-request.ts';
import type { Step } from '../../../schemas/omega/steps.ts';
import { troubleOf } from '../../../schemas/trouble.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import type { Authority, Verdict } from '../authority.ts';
import { certificateDates, checkDates } from '../calling/certificate/certificate-dates.ts';
import { certificateFetch } from '../calling/certificate/certificate-fetch.ts';
import { certificateTrouble, judgeCertificate } from '../calling/certificate/certificate-refusal.ts';
import { readCertificateSecret } from '../calling/certificate/certificate-secret.ts';
import type { ClientCertificate } from '../calling/certificate/client-certificate.ts';
import { currentCertificate } from '../calling/certificate/current-certificate.ts';
import { handshake } from '../calling/certificate/handshake.ts';
import { judgeNoToken } from '../calling/judge-failure.ts';
import { makeCall } from '../calling/make-call.ts';
import type { MakeAuthority } from '../make-authority.ts';
import { judgeAnswer } from './judge.ts';
import { readyByDate } from './ready.ts';
import { checkOwner, shownCertificate } from './shown-certificate.ts';

export interface OmegaOptions {
  lane: OmegaLane;
  files: LaneFiles;
  readSecret: ReadSecret;
  onCredentialsRead?: (until: Date) => void;
  now?: () => number;
}

/** The most bytes of an answer: it may have a message for each field. */
const ANSWER_BYTES = 1024 * 1024;

/** Makes OMEGA from its lane's configuration. */
export const makeOmega: MakeAuthority = (lane, dependencies) =>
  omegaAuthority({ lane: lane as OmegaLane, ...dependencies });

/** OMEGA: SOAP over HTTPS with a certificate of the supplier's, answered at once. */
export function omegaAuthority({
  lane,
  files,
  readSecret,
  onCredentialsRead,
  now = Date.now,
}: OmegaOptions): Authority {
  const { credentialsSecret, timeoutSeconds } = lane;
  const descriptor = (files['descriptor'] as Descriptor | undefined) ?? builtInDescriptor;
  const company = { name: lane.DNEntreprise, isCompared: descriptor.compareSubject };
  const urls: Readonly<Record<Step, string>> = {
    VerifierRecevabiliteTJDC: lane.verifyUrl,
    CreerDemandeTJDC: lane.createUrl,
  };
  const inSecret = currentCertificate({
    read: () => readCertificateSecret(credentialsSecret, readSecret, omegaCredentials()),
    now,
    onRead: ({ certificate }) => onCredentialsRead?.(certificateDates(certificate).until),
  });

  /** [OM-5] The certificate that may be shown now. */
  async function usable(): Promise<ClientCertificate> {
    const current = await inSecret();
    checkDates(current.certificate, now());
    checkOwner(current.certificate, company);
    return current;
  }

  return {
    name: 'omega',
    prepare: (payload) => payload,
    ready: (_, payload) => readyByDate(payload, new Date(now())),
    // It goes out without: OMEGA knows a request by the number that it gives.
    messageIdOf: () => randomUUID(),
    async warmUp() {
      // A failure here occurs again with the call, which reports it.
      await inSecret().catch(() => undefined);
    },
    async send({ message, body }) {
      const step = message as Step;
      let certificate: ClientCertificate;
      try {
        certificate = await usable();
      } catch (failure) {
        return judgeNoToken(failure);
      }
      const { headers, body: soap } = writeRequest(step, JSON.parse(body) as TjdcRequest, lane, descriptor);
      const verdict = await makeCall<Verdict>(
        {
          url: urls[step],
          request: { method: 'POST', headers, body: soap },
          ...{ fetch: certificateFetch(certificate.context), timeoutSeconds, now, most: ANSWER_BYTES },
        },
        (response) => judgeAnswer(response, { step, lane, descriptor, now }),
      );
      return verdict.kind === 'unavailable' ? judgeCertificate(verdict) : verdict;
    },
    credentialsUntil: async () => certificateDates((await usable()).certificate).until,
    async certificate() {
      const { certificate } = await inSecret();
      return shownCertificate(certificate, company);
    },
    async handshake(url) {
      let certificate: ClientCertificate;
      try {
        certificate = await usable();
      } catch (failure) {
        return troubleOf(TokenFailure.of(failure));
      }
      return handshake(url, { secureContext: certificate.context }).then(
        () => undefined,
        (failure: unknown) => certificateTrouble(connectionCause(failure)),
      );
    },
  };
}
