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

const refusal = (status: RefusalStatus, code: string, description: string): Refusal => ({ status, code, description });

/** The refusals, worded once for the receiver and for the API in front of it. */
export const refusals = {
  unknownUrl: refusal(404, 'UNKNOWN_URL', 'There is no such URL: correct the one that is called, and call it by POST'),
  unauthorised: refusal(401, 'UNAUTHORISED', 'The token is missing or not the one agreed upon'),
  notJson: refusal(400, 'NOT_JSON', 'The message is not JSON: send one JSON object and nothing else'),
  tooLarge: refusal(
    400,
    'TOO_LARGE',
    'The message is larger than any that can be kept: ask the operator before it is sent again',
  ),
  technical: refusal(500, 'TECHNICAL', 'The message could not be taken: send it again later'),
};
