import { type AuthorityName, isAuthority } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import type { Warning } from '../../schemas/contract.ts';
import { type Fault, inPayload } from '../../schemas/fault.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { referenceAt } from '../../schemas/reference-at.ts';
import { warningsOf } from '../../schemas/settings.ts';
import { agreements } from './agreements.ts';
import type { Place, ReadEnvelope, Unreadable } from './submissions.ts';

/** A submission with the faults that the sender would find, and warnings beside that. */
export interface Checked extends Place {
  authority: AuthorityName | null;
  message: string | null;
  reference: string | null;
  /** With any of these it is refused. */
  faults: Fault[];
  /** Nothing is refused for these. */
  warnings: Warning[];
}

/** A text that holds no submission, which is a fault of the whole. */
export function checkedUnreadable({ problem, ...place }: Unreadable): Checked {
  const fault = { pointer: '', rule: problem, found: 'a text that is none', remedy: 'correct the file' };
  return { ...place, authority: null, message: null, reference: null, faults: [fault], warnings: [] };
}

/**
 * Checks submissions one after the other, each as its lane's sender would, on a day; one that has to agree with an
 * earlier filing is held against that where it came before it here.
 * @param platforms those that are configured: others are warned of
 */
export function* checkEach(
  envelopes: Iterable<ReadEnvelope>,
  on: Date,
  platforms?: ReadonlySet<string>,
): Generator<Checked> {
  const seen = new Set<string>();
  const compare = agreements();
  for (const { envelope, body, ...place } of envelopes) {
    const authority = envelope['authority'] as AuthorityName;
    // An envelope without an authority was unreadable before.
    if (!isAuthority(authority)) continue;
    const checked = checkSubmission(readOutboxText(body), authority, undefined, on);
    const { contract, reference, payload, message } = checked;
    const compared = compare(checked, authority);
    const faults = [...checked.faults, ...compared.faults];
    const found = contract ? warningsOf(authority, contract.message, payload, on) : [];
    const warnings = [
      ...found.map(inPayload),
      ...compared.warnings,
      ...platformWarnings(envelope['platform'], platforms),
    ];
    if (contract && reference !== undefined && faults.length === 0) {
      const filed = `${authority}/${contract.message}/${reference}`;
      if (seen.has(filed)) warnings.push({ pointer: referenceAt(contract), text: sentOnce, certainty: 'verified' });
      seen.add(filed);
    }
    yield { ...place, authority, message, reference: reference ?? null, faults, warnings };
  }
}

/** [F29] Warns of a submission that nobody is told of, since its platform is not configured. */
function platformWarnings(platform: unknown, known: ReadonlySet<string> | undefined): Warning[] {
  if (known === undefined || known.size === 0 || typeof platform !== 'string' || known.has(platform)) return [];
  const text = `nobody hears of it: the configuration has no platform of this name, but ${[...known].join(', ')}`;
  return [{ pointer: '/platform', text, certainty: 'verified' }];
}

const sentOnce = 'its reference is that of another before: only the first is sent';
