/** A supplier as GRDF knows it, and as the lane names it. */
export interface Account {
  DNEntreprise: string;
  /** The number of its CDG-F (formerly CAD). */
  NumeroCAD: string;
  Login: string;
}
