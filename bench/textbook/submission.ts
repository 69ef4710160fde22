/** A submission of a platform: the same text as for the gateway. */
export interface DeclarationSubmission {
  platform: string;
  payload: { header: { lrn: string }; declaration: unknown };
}

/** The common part of customs' callbacks about a declaration. */
export interface DeclarationCallback {
  header: { messageId: string; lrn: string; customsDeclarationReference: string; mrn?: string };
  declarationState: { state: string; stateDateTime: string };
}
