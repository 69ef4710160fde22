import { type Fault, pointerOf } from '../../schemas/fault.ts';
import { isParkedForDeclaration } from '../ledger/fate.ts';
import { isOutside } from '../ledger/owner.ts';
import type { Standing } from './claim.ts';
import type { Trust } from './trust.ts';

/**
 * The standing of a platform in a filing. A send of another platform that is parked for a declaration not its own is
 * refused once that is known: it delays neither the declaration's owner nor, while nobody has filed it, anybody else.
 */
export function standingOf(platform: string, trust: Trust): Standing {
  return {
    mayAct: (owner) => trust.mayAct(platform, owner),
    counts: (sent, owner = platform) =>
      trust.mayAct(sent.platform, owner) || !(isOutside(sent) || isParkedForDeclaration(sent)),
  };
}

/**
 * The fault of naming another platform's declaration: it says nothing but that, and where it is named.
 * @param payload the message that names it
 */
export function notIts(payload: unknown, reference: string): Fault {
  return {
    pointer: `/payload${pointerTo(payload, reference) ?? ''}`,
    rule: 'a declaration of the platform that submits this',
    found: 'one that is not',
    remedy: 'give one of your own',
  };
}

/** JSON Pointer of the first place of a text in a message. */
function pointerTo(value: unknown, text: string, path: readonly string[] = []): string | undefined {
  if (value === text) return pointerOf(path);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, one] of Object.entries(value)) {
    const found = pointerTo(one, text, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}
