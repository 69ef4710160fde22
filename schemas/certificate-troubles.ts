import type { CauseText } from './trouble.ts';

const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });

const secret = 'the secret that credentialsSecret names';
const whole = 'from -----BEGIN to END';

/**
 * The faults of a certificate of ours, for every authority that is connected to with one. Each begins with the fault
 * that has an alarm (`certificateFaultOf`).
 */
export const certificateTroubles = {
  'certificate-missing': lasting(
    'the secret has no certificate',
    `put certificate and privateKey, or pkcs12 and passphrase, into ${secret}`,
  ),
  'certificate-missing-secret': lasting(
    'there is no secret of the name in credentialsSecret, or it was deleted',
    'make or restore it, with certificate and privateKey, or pkcs12 and passphrase; or correct the name',
  ),
  'certificate-missing-key': lasting(
    'the secret has a certificate without its private key',
    `put the key into privateKey of ${secret}, or into the PKCS#12`,
  ),
  'certificate-missing-at-server': lasting(
    'the server says that it was shown no certificate',
    'ask the authority which certificate this URL takes, and whether a proxy on the way drops it',
  ),
  'certificate-wrong-secret': lasting(
    'the secret is no JSON of the form that a certificate has',
    `see what it has to hold with npx declarant doctor, and write ${secret} anew`,
  ),
  'certificate-wrong-forms': lasting(
    'the secret has a certificate in two forms, as PEM and as PKCS#12',
    `leave one of them out of ${secret}`,
  ),
  'certificate-wrong-pem': lasting(
    'certificate cannot be read as PEM',
    `put the whole file into it, ${whole}, the certificate itself first, and then those that signed it`,
  ),
  'certificate-wrong-key-pem': lasting('privateKey cannot be read as PEM', `put the whole file into it, ${whole}`),
  'certificate-wrong-key': lasting(
    'privateKey does not belong to the first certificate',
    'put the certificate itself first, and its key into privateKey',
  ),
  'certificate-wrong-passphrase': lasting(
    'the passphrase does not open the private key or the PKCS#12',
    `correct passphrase in ${secret}`,
  ),
  'certificate-wrong-key-cipher': lasting(
    'the private key is encrypted in an old way, which OpenSSL 3 does not read',
    'write it anew: openssl pkcs8 -topk8 -provider legacy -provider default -in OLD.key -out NEW.key',
  ),
  'certificate-wrong-weak': lasting(
    'the certificate has a signature or a key that is too weak for OpenSSL, as RSA of 1024 bits, or SHA-1',
    'have a new one issued, with RSA of 2048 bits or more and SHA-256',
  ),
  'certificate-wrong-pkcs12': lasting(
    'pkcs12 cannot be read: it is no PKCS#12 in base64, or has no certificate that its key belongs to',
    'put the whole file into it: base64 -w0 FILE.p12',
  ),
  'certificate-wrong-pkcs12-cipher': lasting(
    'the PKCS#12 is encrypted in an old way, which OpenSSL 3 does not read',
    'write it anew: openssl pkcs12 -legacy -in OLD.p12 -out ALL.pem, then openssl pkcs12 -export -in ALL.pem -out NEW.p12',
  ),
  'certificate-wrong-authorities': lasting(
    'authorities cannot be read as PEM certificates',
    `put those that may sign the server's certificate into it, each ${whole}, or leave it out`,
  ),
  'certificate-wrong-name': lasting(
    'the certificate is for another name than the configuration has',
    'put the right one into the secret, or correct the name in the configuration: npx declarant doctor says whom it is for',
  ),
  'certificate-wrong-refused': lasting(
    'the server cannot use the certificate that it was shown',
    'ask the authority which kind of certificate it takes',
  ),
  'certificate-expired': lasting('the certificate has expired', `put a new one into ${secret}`),
  'certificate-expired-not-yet': lasting(
    'the certificate is not valid yet',
    `wait for its first day, or put another one into ${secret}; and look at the clock of the machine that sends`,
  ),
  'certificate-expired-at-server': lasting(
    'the server says that the certificate has expired',
    `put a new one, with those that signed it, into ${secret}`,
  ),
  'certificate-expired-revoked': lasting(
    'the server says that the certificate was revoked',
    `have a new one issued, and put it into ${secret}`,
  ),
  'certificate-foreign-issuer': lasting(
    'the server does not trust whoever signed the certificate',
    `put those that signed it behind it in ${secret}; see that it is of the same environment as the URL, test or production`,
  ),
  'certificate-foreign-access': lasting(
    'the server knows the certificate, and does not admit it',
    'ask the authority whether the certificate may use this service',
  ),
  'certificate-foreign-handshake': lasting(
    'the server breaks the handshake off: it takes another certificate, or another version of TLS',
    'ask the authority which certificates it takes, and which versions of TLS',
  ),
  'certificate-foreign-ended': lasting(
    'the server ends the connection as soon as it has seen the certificate, and does not say why',
    'ask the authority whether it knows the certificate',
  ),
};

/** A code of these troubles. */
export type CertificateTrouble = keyof typeof certificateTroubles;
