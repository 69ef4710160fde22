import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';

/** The scopes under which Tolletaten lets presentations and routing be used; the second is for businesses abroad. */
export const SCOPES = ['toll:movement/entry', 'toll:eu/movement/entry'] as const;

/** An organisation as its own secret describes it, with what Maskinporten and Tolletaten have on file about it. */
export interface Account {
  clientId: string;
  /** PEM. Only its public part is used, as if that had been registered. */
  privateKey: string;
  /** The id under which the key is registered; `certificateChain` in its place where grants carry certificates. */
  keyId?: string | undefined;
  /** PEM, that of the key first. Its last certificate is one that Maskinporten trusts. */
  certificateChain?: string | undefined;
  /** The end of the registered key: MP-121 from then on. */
  keyUntil?: Date;
  /** The scopes on the client at Maskinporten; both by default. */
  scopes?: readonly string[];
  /** The scopes that Tolletaten granted to the organisation; both by default. */
  granted?: readonly string[];
}

/** An account as Maskinporten knows it. */
export interface Client {
  account: Account;
  publicKey: KeyObject;
  certificates: readonly X509Certificate[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export function clientOf(account: Account): Client {
  const certificates = (account.certificateChain?.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
  return { account, publicKey: createPublicKey(account.privateKey), certificates };
}
