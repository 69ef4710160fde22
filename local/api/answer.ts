/** The answer to the caller. */
export interface HttpAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: Buffer;
}
