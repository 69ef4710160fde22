import type { Advice } from './lane-settings.ts';
import type { Trouble } from './trouble.ts';

/** The certificate that a lane shows when it connects. */
export interface ShownCertificate {
  /** The distinguished name of the owner. */
  subject: string;
  /** The distinguished name of whoever signed it. */
  issuer: string;
  from: Date;
  until: Date;
  /** The trouble with its owner, for which no call is made with it. */
  trouble?: Trouble;
  /** A doubt about it for which nothing is refused. */
  doubt?: Advice;
}
