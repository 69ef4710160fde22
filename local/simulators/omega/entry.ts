import type { SimulatorEntry } from '../simulator-entry.ts';
import { WrongAddress } from '../wrong-address.ts';
import { REQUESTS_PATH } from './http/control.ts';
import { startOmega } from './index.ts';
import { methods } from './step.ts';
import { type Certificates, makeCertificates } from './tls/certificates.ts';

/** Long enough that the other samples went: calls that are lost stop the lane for a while. */
const POINT_MS = 1000;

/** Those of this process: the lane's secret has to hold what the simulator then knows. */
let certificates: Certificates | undefined;
function ownCertificates(): Certificates {
  certificates ??= makeCertificates();
  return certificates;
}

/** The simulated OMEGA as `start` uses it: both URLs of the lane lead to one server, commands go to the next port. */
export const omegaSimulator: SimulatorEntry = {
  async start({ lane, log }) {
    const { hostname, port, pathname, protocol, origin } = new URL(String(lane['verifyUrl']));
    if (protocol !== 'https:' || hostname !== '127.0.0.1' || port === '' || pathname !== `/${methods.verify}`)
      throw new WrongAddress('verifyUrl', `https://127.0.0.1:PORT/${methods.verify}`);
    if (lane['createUrl'] !== `${origin}/${methods.create}`)
      throw new WrongAddress('createUrl', `${origin}/${methods.create}`);
    const account = {
      ...{ DNEntreprise: String(lane['DNEntreprise']), NumeroCAD: String(lane['NumeroCAD']) },
      Login: String(lane['Login']),
    };
    const ports = { port: Number(port), controlPort: Number(port) + 1 };
    return startOmega({ ...ports, accounts: [account], certificates: ownCertificates(), pointMs: POINT_MS, log });
  },
  /** The certificate is always one of the simulator's own authority, which knows no other. */
  credentials(_, lane) {
    const { authority } = ownCertificates();
    const client = authority.issue({ subject: String(lane['DNEntreprise']), use: 'client' });
    return { ...client, authorities: authority.certificate };
  },
  hints: ({ url, file }) => [
    ['npx declarant list --authority omega', 'every request, with its state'],
    [`npx declarant submit ${file} --reference TJDC-0099 --wait`, 'make a sample again, under another reference'],
    [`curl -s ${controlOf(url)}${REQUESTS_PATH}`, "OMEGA's own list of requests, also those that refusals left"],
    [
      `curl -s -d '{"kind":"broken-connection","at":"create","processed":true}' ${controlOf(url)}/__control`,
      'the answer to the next second call is lost',
    ],
  ],
};

function controlOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `http://${hostname}:${Number(port) + 1}`;
}
