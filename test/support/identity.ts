import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const CALLER = 'arn:aws:sts::000000000000:assumed-role/Operator/anna';

/** A stand-in for STS on this machine: it names the caller, {@link CALLER}. */
export interface Identity {
  endpoint: string;
  /** The error with which each call is refused, where one is given. */
  refuse(code: string | undefined): void;
  close(): Promise<void>;
}

export async function startIdentity(): Promise<Identity> {
  let refused: string | undefined;
  const server = createServer((_, response) => {
    response.writeHead(refused ? 403 : 200, { 'Content-Type': 'text/xml' });
    response.end(
      refused
        ? `<ErrorResponse><Error><Type>Sender</Type><Code>${refused}</Code><Message>no</Message></Error></ErrorResponse>`
        : `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${CALLER}</Arn><UserId>A</UserId><Account>000000000000</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    refuse(code) {
      refused = code;
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
