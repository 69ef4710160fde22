/** The alerts by which a server refuses a client's certificate, with their numbers (RFC 5246 §7.2). */
const numbers = {
  handshake_failure: 40,
  bad_certificate: 42,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  unknown_ca: 48,
  access_denied: 49,
} as const;

export type TlsAlert = keyof typeof numbers;
export const TLS_ALERTS = Object.keys(numbers) as TlsAlert[];

/** The record of a fatal alert of TLS 1.2, in the clear, as it stands before the keys are in use. */
export function alertRecord(alert: TlsAlert): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, numbers[alert]]);
}
