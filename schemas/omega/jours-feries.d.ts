declare module '@socialgouv/jours-feries' {
  /** The public holidays of a year in France without Alsace-Moselle, by their names, at midnight of the local zone. */
  export default function joursFeries(year: number): Record<string, Date>;
}
