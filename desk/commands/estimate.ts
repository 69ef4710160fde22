import { estimateReport } from '../render/estimated.ts';
import { estimateJson, estimating } from '../submit/estimating.ts';
import { readFiles } from '../submit/read-files.ts';
import { type ReadOptions, readEnvelopes } from '../submit/submissions.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

export interface EstimateOptions extends Pick<ReadOptions, 'message' | 'authority'> {
  files: readonly string[];
  /** The day by whose law it is estimated; today where left out. */
  on?: Date | undefined;
  /** The configuration whose lanes have the rates of exchange. */
  config?: string | undefined;
  json?: boolean;
}

/** Estimates what declarations cost: nothing is sent, and no gateway is asked. */
export async function estimate(options: EstimateOptions, terminal: Terminal, now = new Date()): Promise<number> {
  const on = options.on ?? now;
  const estimateIt = estimating(on, options.config);
  const { read, unreadable } = readEnvelopes(await readFiles(options.files, 'Nothing was estimated.'), {
    ...options,
    on,
  });
  const found = read.flatMap((one) => {
    const estimated = estimateIt(one);
    return estimated ? [{ source: one.source, ...estimated }] : [];
  });
  if (options.json) {
    const rows = found.map(({ estimate: of, ...place }) => ({ ...place, ...estimateJson(of) }));
    terminal.out(JSON.stringify(rows, null, 2));
  } else {
    const report = estimateReport(terminal);
    for (const { estimate: of, ...place } of found) report.add(place, of);
    // Where nothing could be read, that is what is said: nobody knows whether it is charged for.
    if (found.length > 0 || unreadable.length === 0) report.end();
  }
  for (const { source, problem } of unreadable) terminal.err(`${printable(source)}: ${printable(problem)}`);
  return unreadable.length > 0 ? 1 : 0;
}
