import { estimateReport } from '../../render/estimated.ts';
import { estimateJson, estimating } from '../../submit/estimating.ts';
import { readFiles } from '../../submit/read-files.ts';
import { type ReadOptions, readEnvelopes } from '../../submit/submissions.ts';
import { printable, type Terminal } from '../../terminal/terminal.ts';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';

export interface EstimateOptions extends Pick<ReadOptions, 'message'> {
  files: readonly string[];
  /** The day by whose law it is estimated; today where left out. */
  on?: Date | undefined;
  /** The configuration whose lane has the rates of exchange. */
  config?: string | undefined;
  json?: boolean;
}

/** Estimates what declarations cost: nothing is sent, and no gateway is asked. */
export async function estimate(options: EstimateOptions, terminal: Terminal, now = new Date()): Promise<number> {
  const on = options.on ?? now;
  const estimateIt = estimating(on, options.config);
  const { read, unreadable } = readEnvelopes(await readFiles(options.files, 'Nothing was estimated.'), options);
  const found = read.flatMap((one) => {
    const estimated = estimateIt(one);
    return estimated ? [{ source: one.source, reference: referenceOf(one.body, on), estimated }] : [];
  });
  if (options.json) {
    const rows = found.map(({ estimated, ...place }) => ({ ...place, ...estimateJson(estimated) }));
    terminal.out(JSON.stringify(rows, null, 2));
  } else {
    const report = estimateReport(terminal);
    for (const { estimated, ...place } of found) report.add(place, estimated);
    report.end();
  }
  for (const { source, problem } of unreadable) terminal.err(`${printable(source)}: ${printable(problem)}`);
  return unreadable.length > 0 ? 1 : 0;
}

function referenceOf(body: string, on: Date): string | null {
  return checkSubmission(readOutboxText(body), 'delta-h7', undefined, on).reference ?? null;
}
