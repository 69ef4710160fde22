/** The only status codes that answer a callback [H7-R1]. */
export const contractStatuses = [200, 400, 401, 404, 500] as const;
export type ContractStatus = (typeof contractStatuses)[number];
export type RefusalStatus = Exclude<ContractStatus, 200>;

/** A refusal of a call: `code` names the reason in one word, `description` says what the caller does about it. */
export interface Refusal {
  status: RefusalStatus;
  code: string;
  description: string;
}

/** The body of a refusal in the contract's form. */
export function refusalBody({ code, description }: Pick<Refusal, 'code' | 'description'>): string {
  return JSON.stringify({ errorCode: code, errorDescription: description });
}

/** The refusals, worded once for the receiver and for the API in front of it. */
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
