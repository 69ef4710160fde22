/**
 * The limits of a message of the authority, many times what the largest one needs. A callback beyond them can be no
 * message of a contract; it is kept all the same, as unreadable.
 */
export const messageLimits = {
  /** Bytes of a callback's body as it came: what Lambda takes in base64, with room for the headers. */
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
