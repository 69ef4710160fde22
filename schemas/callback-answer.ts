/** The only codes with which a callback is answered (§2.3.5.3). */
export const contractStatuses = [200, 400, 401, 404, 500] as const;
export type ContractStatus = (typeof contractStatuses)[number];
export type RefusalStatus = Exclude<ContractStatus, 200>;

/** What is wrong with a call: `code` in one word, `description` with what the caller does about it. */
export interface Refusal {
  status: RefusalStatus;
  code: string;
  description: string;
}

/** The body of a refusal in the contract's form. */
export function refusalBody({ code, description }: Pick<Refusal, 'code' | 'description'>): string {
  return JSON.stringify({ errorCode: code, errorDescription: description });
}

/** Whoever refuses for one of these reasons, the receiver or the API before it, says it in the same words. */
export const refusals = {
  unknownUrl: {
    status: 404,
    code: 'UNKNOWN_URL',
    description: 'There is no such URL: correct the one that is called, and call it by POST',
  },
  unauthorised: {
    status: 401,
    code: 'UNAUTHORISED',
    description: 'The token is missing or not the one agreed upon',
  },
  notJson: {
    status: 400,
    code: 'NOT_JSON',
    description: 'The message is not JSON: send one JSON object and nothing else',
  },
  tooLarge: {
    status: 400,
    code: 'TOO_LARGE',
    description: 'The message is larger than any that can be kept: ask the operator before it is sent again',
  },
  technical: {
    status: 500,
    code: 'TECHNICAL',
    description: 'The message could not be taken: send it again later',
  },
} as const satisfies Record<string, Refusal>;
