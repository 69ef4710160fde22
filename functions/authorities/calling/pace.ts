/** The turns of one message's calls, by which a lane stays within the authority's rate. */
export interface Pace {
  /**
   * Uses the turn that was taken, when the first bytes of a call are about to leave; false where it is over: nothing may
   * leave then, and another one is to be taken.
   */
  leave(): boolean;
  /** Takes the next turn for a call, its first one or one in place of that; false where no call may be made any more. */
  next(): Promise<boolean>;
  /** Takes the turn of a further call, which is in no hurry; false where no call may be made any more. */
  further(): Promise<boolean>;
}

/** The pace of calls that wait for no turn. */
export const unpaced: Pace = { leave: () => true, next: async () => true, further: async () => true };
