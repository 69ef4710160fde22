/** An answer of either step (§3.2.2, §3.3.2). */
export interface DialogueAnswer {
  /** P: to be continued; A: abandoned; T: ended. */
  type: 'P' | 'A' | 'T';
  code: string;
  messages: readonly string[];
  /** The request that was made, in step 2. */
  request?: { number: string; date: string };
}

/** An answer under which the dialogue is abandoned. */
export const abandoned = (...messages: string[]): DialogueAnswer => ({ type: 'A', code: 'DmdKo', messages });
