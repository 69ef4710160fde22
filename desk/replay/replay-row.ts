/** A filing that was to be submitted again, and what became of it. */
export interface ReplayRow {
  reference: string;
  action: 'replayed' | 'would-replay' | 'skipped' | 'failed';
  /** The reason why it was left out, or could not be put. */
  reason?: string;
  /** The new id of its message, where that is known before it is sent. */
  messageId?: string;
}
