import type { Drm } from './drm.ts';

/** A declaration that CIEL has. */
export interface Kept {
  /** The identifier that its depositor was told. */
  id: number;
  /** As it stands now, with all changes. */
  drm: Drm;
  state: 'draft' | 'validated';
}

/** The first identifier; they have seven digits at most. */
const FIRST_ID = 5_000_001;

/** The declarations of all agréments and months. */
export class Register {
  readonly #kept: Kept[] = [];

  /** Keeps a declaration as a draft. */
  add(drm: Drm): Kept {
    const kept: Kept = { id: FIRST_ID + this.#kept.length, drm, state: 'draft' };
    this.#kept.push(kept);
    return kept;
  }

  get all(): readonly Kept[] {
    return this.#kept;
  }

  find(agrement: string, month: string): Kept | undefined {
    return this.#kept.find(({ drm }) => drm.agrement === agrement && drm.month === month);
  }

  /** The latest declaration of an agrément before a month. */
  before(agrement: string, month: string): Kept | undefined {
    return this.#kept
      .filter(({ drm }) => drm.agrement === agrement && drm.month < month)
      .reduce<Kept | undefined>((last, one) => (last && last.drm.month > one.drm.month ? last : one), undefined);
  }

  isLaterValidated(agrement: string, month: string): boolean {
    return this.#kept.some(({ drm, state }) => state === 'validated' && drm.agrement === agrement && drm.month > month);
  }
}
