/** What a platform puts on the outbox: the same text as for the gateway. */
export interface Submission {
  platform: string;
  payload: { header: { lrn: string }; declaration: unknown };
}

/** What customs' callbacks about a declaration have in common. */
export interface Callback {
  header: { messageId: string; lrn: string; customsDeclarationReference: string; mrn?: string };
  declarationState: { state: string; stateDateTime: string };
}
