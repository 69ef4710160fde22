/** An interprofession as the lane's own secret describes it. */
export interface Account {
  /** The name that customs gave it. */
  issuer: string;
  /** PEM. Only its public part is used, as if its certificate had been sent to customs. */
  privateKey: string;
}
