import { LOG_FILE } from './boot.ts';
import { type SampleEnding, verdictOf } from './verdict.ts';

export interface SummaryAbout {
  startedAt: Date;
  gateway: { pid: number; callbackUrl?: string };
}

/** The summary of the samples, for programs: an entry for each filing. */
export function startSummary(endings: readonly SampleEnding[], { startedAt, gateway }: SummaryAbout) {
  return {
    ok: endings.every(({ differences }) => differences.length === 0),
    verdict: verdictOf(endings),
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    gateway: { pid: gateway.pid, callbackUrl: gateway.callbackUrl },
    log: LOG_FILE,
    samples: endings.map(({ sample, expected, filing, seconds, differences }) => ({
      file: sample.file,
      title: sample.title,
      authority: sample.submission.authority,
      reference: expected.reference,
      kind: expected.kind,
      ok: differences.length === 0,
      differences,
      seconds: seconds ?? null,
      expect: expected.expect,
      filing: filing ?? null,
    })),
  };
}
