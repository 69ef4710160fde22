/**
 * The limits of a callback, many times what the largest message of an authority needs. A larger one can be no message
 * of a contract; it is kept all the same, as unreadable.
 */
export const callbackLimits = {
  /** Bytes of the body as it came: what Lambda takes in base64, with room for the headers. */
  bytes: 4 * 1024 * 1024,
  /** Levels of objects and lists within each other. */
  depth: 64,
  /** Values of objects and lists in all: each declaration in an answer is written by itself. */
  values: 20_000,
  /** Characters of a message's id: more than any contract allows. */
  messageId: 400,
  /** Characters of a filing's reference: far longer than any of the contract. */
  reference: 100,
  /** Departures from the contract that are noted, and the characters of each. */
  drift: { faults: 50, characters: 200 },
} as const;
