import { errorFields, type Telemetry } from '../telemetry/log.ts';
import type { TokenMatch } from '../tokens/callback-token.ts';
import { NOTED_EVERY_MS, type TokenUses } from '../tokens/token-uses.ts';

export interface TokenNotePorts {
  uses: Pick<TokenUses, 'note'>;
  telemetry: Telemetry;
  now: () => Date;
}

/**
 * [H7-A5] Notes the token that the authority calls back with: for `declarant token status`, and as a metric. Once an
 * hour for each token, whether or not the note succeeds; never fails.
 */
export function tokenNotes({ uses, telemetry, now }: TokenNotePorts): (match: TokenMatch) => Promise<void> {
  const notedAt = new Map<string, number>();
  return async ({ token, versionId }) => {
    const at = now();
    if (at.getTime() - (notedAt.get(versionId) ?? Number.NEGATIVE_INFINITY) < NOTED_EVERY_MS) return;
    notedAt.set(versionId, at.getTime());
    telemetry.event('callback-token.used', { token });
    try {
      await uses.note({ versionId, usedAt: at.toISOString() });
    } catch (error) {
      telemetry.problem('callback-token.unnoted', errorFields(error));
    }
  };
}
