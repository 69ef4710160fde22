import type { Language } from '../language.ts';
import { isSameSecret, secretValue } from './one-time-token.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** A sentence about the action before, shown once. */
export interface ActionNotice {
  kind: 'done' | 'failed';
  says: string;
}

/** A person's session: in memory, gone with the console. */
export interface Session {
  /** The cookie's value. */
  readonly id: string;
  readonly antiForgery: string;
  readonly until: number;
  language: Language | undefined;
  theme: Theme;
  /** The actions that AWS refused to these credentials. */
  readonly refused: Set<string>;
  notice: ActionNotice | undefined;
}

/** A working day; the console is started again on the next one. */
const LIFETIME_MS = 12 * 60 * 60_000;

/** The sessions of one console. */
export class Sessions {
  readonly #all: Session[] = [];
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  open(language: Language | undefined): Session {
    const session: Session = {
      id: secretValue(),
      antiForgery: secretValue(),
      until: this.#now() + LIFETIME_MS,
      language,
      theme: 'auto',
      refused: new Set(),
      notice: undefined,
    };
    this.#all.push(session);
    return session;
  }

  /** The session of a cookie; undefined where there is none, or it is over. */
  find(id: string | undefined): Session | undefined {
    if (id === undefined) return undefined;
    return this.#all.find((one) => isSameSecret(one.id, id) && one.until > this.#now());
  }
}
