import { resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Estimate } from '../../schemas/estimate.ts';
import { platformsOf } from '../../schemas/platforms.ts';
import { readConfiguration } from '../gateway/connect.ts';
import { laneLaw } from '../lanes/lane-law.ts';
import { faultLines, warningLines, warningTally } from '../render/checked.ts';
import { estimateReport } from '../render/estimated.ts';
import { type Checked, checkEach, checkedUnreadable } from '../submit/checking.ts';
import { estimateJson, estimating } from '../submit/estimating.ts';
import { readFiles } from '../submit/read-files.ts';
import { type ReadOptions, readEnvelopes } from '../submit/submissions.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';

export interface CheckOptions extends Omit<ReadOptions, 'reference'> {
  files: readonly string[];
  /** The configuration whose platforms are known, and by whose lanes' settings the law is applied. */
  config?: string | undefined;
  /** The day by which they are judged; today where left out. */
  on?: Date | undefined;
  /** Leaves warnings out. */
  lenient?: boolean | undefined;
  /** Says what each is expected to cost, too. */
  estimate?: boolean | undefined;
  json?: boolean;
}

/** The most submissions with faults that are listed; beyond, they are counted. */
const MOST_LISTED = 200;
/** After how many submissions the terminal is told, and signals are heard. */
const A_BREATH = 250;

/** Checks files as the sender would, here: nothing is sent, and no gateway is asked. */
export async function check(options: CheckOptions, terminal: Terminal, now = new Date()): Promise<number> {
  const known = options.config === undefined ? {} : knownBy(options.config);
  terminal.progress('Reading …');
  const files = await readFiles(options.files, 'Nothing was checked.');
  const { read, unreadable } = readEnvelopes(files, { ...options, on: options.on ?? now });
  const total = read.length + unreadable.length;
  const report = options.json ? jsonReport(terminal, options.estimate) : humanReport(terminal);
  let faulty = 0;
  const take = (checked: Checked, estimated?: Estimate) => {
    if (checked.faults.length > 0) faulty += 1;
    report.add(checked, estimated);
  };
  const bySource = new Map(options.estimate ? read.map((one) => [one.source, one] as const) : []);
  const estimateIt = estimating(options.on ?? now, options.config);
  const estimateAt = (source: string) => {
    const one = bySource.get(source);
    return one && estimateIt(one)?.estimate;
  };

  for (const one of unreadable) take(checkedUnreadable(one));
  let count = unreadable.length;
  for (const checked of checkEach(read, options.on ?? now, known)) {
    take(options.lenient ? { ...checked, warnings: [] } : checked, estimateAt(checked.source));
    count += 1;
    if (count % A_BREATH === 0) {
      terminal.progress(`${count} of ${total} checked …`);
      await breathe();
    }
  }
  terminal.progress('');
  report.end();
  return faulty === 0 ? 0 : 1;
}

/** The platforms of a configuration, and the law by the settings of its lanes. */
function knownBy(file: string) {
  const configuration = readConfiguration(resolve(file), file);
  const platforms = new Set(platformsOf(configuration.platforms ?? []).map(({ name }) => name));
  return { platforms, law: (authority: AuthorityName) => laneLaw(configuration, authority) };
}

interface Report {
  add(checked: Checked, estimated: Estimate | undefined): void;
  end(): void;
}

/** One array, written as it grows: an element a line, since all of it may be more than a text can hold. */
function jsonReport({ out }: Terminal, isEstimating = false): Report {
  let held: string | undefined;
  return {
    add(checked, estimated) {
      out(held === undefined ? '[' : `  ${held},`);
      const more = estimated ? estimateJson(estimated) : { ...(isEstimating && { charges: [] }) };
      held = JSON.stringify({ ...checked, ...more });
    },
    end() {
      if (held === undefined) out('[');
      else out(`  ${held}`);
      out(']');
    },
  };
}

function humanReport(terminal: Terminal): Report {
  const counts = { checked: 0, faulty: 0, faults: 0 };
  const warnings = warningTally();
  const estimates = estimateReport(terminal);
  let isEstimated = false;
  return {
    add(checked, estimated) {
      if (estimated) {
        isEstimated = true;
        estimates.add(checked, estimated);
      }
      counts.checked += 1;
      counts.faults += checked.faults.length;
      warnings.add(checked);
      if (checked.faults.length === 0) return;
      counts.faulty += 1;
      if (counts.faulty <= MOST_LISTED) for (const line of faultLines(checked, terminal)) terminal.out(line);
    },
    end() {
      const more = counts.faulty - MOST_LISTED;
      if (more > 0) terminal.out(`… and ${more} more with faults: --json has them all.`);
      for (const line of warningLines(warnings.all(), terminal)) terminal.out(line);
      if (isEstimated) estimates.end();
      for (const line of wrapped(summary(counts, warnings.all().length > 0), terminal.width)) terminal.out(line);
    },
  };
}

function summary({ checked, faulty, faults }: { checked: number; faulty: number; faults: number }, warned: boolean) {
  const what = `${checked} ${checked === 1 ? 'submission' : 'submissions'} checked`;
  const found =
    faulty === 0 ? 'no fault' : `${faults} ${faults === 1 ? 'fault' : 'faults'} in ${faulty}, which would be refused`;
  return `${what}: ${found}.${warned ? ' Nothing is refused for a warning.' : ''}`;
}
