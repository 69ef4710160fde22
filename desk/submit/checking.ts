import { type AuthorityName, isAuthority } from '../../schemas/catalogue.ts';
import type { Warning } from '../../schemas/contract.ts';
import { judgeSubmission } from '../../schemas/judge-submission.ts';
import type { Law } from '../../schemas/law.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { referenceAt } from '../../schemas/reference-at.ts';
import { lawOf } from '../../schemas/settings.ts';
import { agreements } from './agreements.ts';
import { type SourcedFault, sourcedFault } from './sourced-fault.ts';
import type { Place, ReadEnvelope, Unreadable } from './submissions.ts';

/** A submission with the faults that the sender would find, and warnings beside that. */
export interface Checked extends Place {
  authority: AuthorityName | null;
  message: string | null;
  reference: string | null;
  /** With any of these it is refused. */
  faults: SourcedFault[];
  /** Nothing is refused for these. */
  warnings: Warning[];
}

/** The parts of a gateway that are known beside the submissions. */
interface Known {
  /** The platforms that are configured: others are warned of. */
  platforms?: ReadonlySet<string> | undefined;
  /** The law of an authority's lane; the one without settings where left out. */
  law?: (authority: AuthorityName) => Law;
}

/** A text that holds no submission, which is a fault of the whole. */
export function checkedUnreadable({ problem, ...place }: Unreadable): Checked {
  const fault = { pointer: '', rule: problem, found: 'a text that is none', remedy: 'correct the file' };
  return { ...place, authority: null, message: null, reference: null, faults: [sourcedFault(fault)], warnings: [] };
}

/**
 * Checks submissions one after the other, each as its lane's sender would, on a day; one that has to agree with an
 * earlier filing is held against that where it came before it here.
 */
export function* checkEach(
  envelopes: Iterable<ReadEnvelope>,
  on: Date,
  { platforms, law = lawOf }: Known = {},
): Generator<Checked> {
  const seen = new Set<string>();
  const compare = agreements();
  for (const { envelope, body, ...place } of envelopes) {
    const authority = envelope['authority'] as AuthorityName;
    // An envelope without an authority was unreadable before.
    if (!isAuthority(authority)) continue;
    const checked = judgeSubmission(readOutboxText(body), authority, law(authority), on);
    const { contract, reference, message } = checked;
    const compared = compare(checked, authority);
    const faults = [...checked.faults, ...checked.unlawful, ...compared.faults.map(checked.asSubmitted)];
    const warnings = [
      ...checked.warnings,
      ...compared.warnings.map(checked.asSubmitted),
      ...platformWarnings(envelope['platform'], platforms),
    ];
    if (contract && reference !== undefined && faults.length === 0) {
      const filed = `${authority}/${contract.message}/${reference}`;
      if (seen.has(filed)) warnings.push({ pointer: referenceAt(contract), ...sentOnce });
      seen.add(filed);
    }
    const sourced = faults.map((fault) => sourcedFault(fault, contract));
    yield { ...place, authority, message, reference: reference ?? null, faults: sourced, warnings };
  }
}

/** [F29] Warns of a submission that nobody is told of, since its platform is not configured. */
function platformWarnings(platform: unknown, known: ReadonlySet<string> | undefined): Warning[] {
  if (known === undefined || known.size === 0 || typeof platform !== 'string' || known.has(platform)) return [];
  const text = `nobody hears of it: the configuration has no platform of this name, but ${[...known].join(', ')}`;
  return [{ pointer: '/platform', text, certainty: 'verified', source: 'the configuration' }];
}

const sentOnce = {
  text: 'its reference is that of another before: only the first is sent',
  certainty: 'verified',
  source: "the gateway's own rule",
} as const;
