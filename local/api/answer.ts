/** The answer to the caller. */
export interface Answer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}
