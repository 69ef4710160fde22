import { createHash } from 'node:crypto';
import type { FilingKey, LedgerRecord } from '../../functions/ledger/records.ts';

/** The digest before the first link. */
const BEGINNING = '0'.repeat(64);

/** A filing's evidence: a text of one link a line, and its last digest, by which the whole of it is known again. */
export interface EvidenceChain {
  text: string;
  digest: string;
  /** The number of messages, sent and received. */
  messages: number;
}

/** The verdict on a text of evidence. */
export type EvidenceVerdict =
  | { holds: true; messages: number; digest: string }
  /** The first link that does not hold, counted from 0, which is the heading, and what it says it is. */
  | { holds: false; link: number; about: string };

/** The way that a record's message went; submissions that were refused went nowhere. */
const directions: Partial<Record<LedgerRecord['type'], string>> = {
  ...{ sent: 'sent', received: 'received', refused: 'submitted', duplicate: 'submitted' },
};

/**
 * Chains all records of a filing, oldest first. Each line is a digest, a space and JSON: SHA-256 over the digest of the
 * line before, in its 64 letters, and the bytes of the JSON.
 * @param made when the evidence is made
 */
export function evidenceChain(key: FilingKey, records: readonly LedgerRecord[], made: Date): EvidenceChain {
  const messages = records.filter(({ type }) => type === 'sent' || type === 'received').length;
  const { authority, kind, reference } = key;
  const heading = {
    ...{ evidence: 1, authority, kind, reference, made: made.toISOString(), records: records.length, messages },
  };
  const links = records.map((record, n) => ({ n: n + 1, direction: directions[record.type], ...record }));
  let digest = BEGINNING;
  const lines = [heading, ...links].map((link) => {
    const json = JSON.stringify(link);
    digest = linkDigest(digest, inBytes(json));
    return `${digest} ${json}\n`;
  });
  return { text: lines.join(''), digest, messages };
}

/**
 * Follows the chain of a file, and finds the first link that was changed, moved, or is not there. It is followed byte by
 * byte: read as text, all bytes that are no text are the same.
 */
export function verifyEvidence(file: Uint8Array): EvidenceVerdict {
  const lines = Buffer.from(file).toString('latin1').split('\n');
  const rest = lines.pop();
  if (rest) lines.push(rest);
  let before = BEGINNING;
  for (const [link, line] of lines.entries()) {
    const json = line.slice(65);
    if (line.slice(0, 64) !== linkDigest(before, json) || line[64] !== ' ')
      return { holds: false, link, about: aboutOf(json) };
    before = line.slice(0, 64);
  }
  const { records, messages } = headingOf(lines[0]);
  if (records === undefined) return { holds: false, link: 0, about: 'the heading' };
  if (lines.length !== records + 1) {
    const [link, about] = lines.length < records + 1 ? [lines.length, 'missing'] : [records + 1, 'more than were made'];
    return { holds: false, link, about };
  }
  if (rest) return { holds: false, link: records, about: 'its end is missing' };
  return { holds: true, messages: messages ?? 0, digest: before };
}

/** @param json one character a byte */
function linkDigest(before: string, json: string): string {
  return createHash('sha256').update(before).update(json, 'latin1').digest('hex');
}

/** A text as one character a byte of UTF-8. */
const inBytes = (text: string) => Buffer.from(text).toString('latin1');

function headingOf(line: string | undefined): { records?: number; messages?: number } {
  try {
    const { evidence, records, messages } = JSON.parse((line ?? '').slice(65)) as Record<string, unknown>;
    return evidence === 1 ? { records: Number(records), messages: Number(messages) } : {};
  } catch {
    return {};
  }
}

function aboutOf(json: string): string {
  try {
    const { direction, type, message, at } = JSON.parse(Buffer.from(json, 'latin1').toString()) as Record<
      string,
      unknown
    >;
    if (message === undefined) return 'the heading';
    return `${direction ?? type} ${message} of ${at}`;
  } catch {
    return 'not to be read';
  }
}
