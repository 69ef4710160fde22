import type { TableUnits } from '../../local/stand-ins/calls.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { figure } from '../figure.ts';
import { answerDeclarations } from '../support/answered-declarations.ts';
import { archiveDeclarations } from '../support/archived-declarations.ts';
import { type Bill, billedOf, billOf } from '../support/bill.ts';
import { dollarsAMillion, MONTHS } from '../support/monthly-bill.ts';
import { type MonthlyCount, monthlyCounts, monthlyValues, usageBefore, usageOf } from '../support/monthly-usage.ts';
import { startOurs } from '../support/our-design.ts';
import type { Billed } from '../support/prices.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';
import { bytesOf } from '../support/stored-bytes.ts';
import { trickleDeclarations } from '../support/trickled-declarations.ts';

const DECLARATIONS = 300;
const TRICKLED = 240;
/** The callbacks of a validated declaration: its answer, then its release. */
const CALLBACKS = 2;
/** Millions of declarations a month. */
const LARGE = 10;

export const months = figure({
  id: 'months',
  description: `Dollars for a million validated declarations of one item over ${MONTHS} months, at ${LARGE} million a month: requests, Lambda, logs, storage, recovery, archive, metrics and alarms, against the design before it had an archive, whose table kept them all that time. Counted over ${DECLARATIONS} in a burst and ${TRICKLED} at four a second; [cost](cost.md) has the bill of each month.`,
  goals: {
    dollars: { what: 'dollars a million, against the design before', unit: '×', atMost: 0.4 },
    trickle: { what: 'dollars a million at four a second, against a burst', unit: '×', atMost: 1.25 },
    ours: { what: 'dollars a million' },
    before: { what: 'dollars a million, of the design before' },
    ...monthlyCounts,
  },
  async measure(progress) {
    const design = await startOurs({
      lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
      // Customs answers hours later: its callbacks are made here.
      customs: { pace: 100_000 },
    });
    try {
      progress(`files ${DECLARATIONS} declarations`);
      const lrns = Array.from({ length: DECLARATIONS }, (_, n) => `BURST-${n}`);
      const burst = await billOf(design, async () => {
        await sendDeclarations(design, lrns);
        await answerDeclarations(design, lrns);
        await design.settled();
      });
      const { ready } = design.gateway;
      progress('archives them');
      let archivedBytes = 0;
      const archiving = await billOf(design, async () => {
        archivedBytes = (await archiveDeclarations(ready)) / DECLARATIONS;
      });
      const table = await bytesOf(ready);
      const pointers = await bytesOf({ ...ready, table: archivedName });
      progress(`files ${TRICKLED} declarations, four a second`);
      const others = Array.from({ length: TRICKLED }, (_, n) => `TRICKLE-${n}`);
      const trickle = await billOf(design, () => trickleDeclarations(design, others, DECLARATIONS));
      const counted = (bill: Bill, of: number, calls = CALLBACKS) =>
        lessPointers(billedOf(bill, calls * of, of), bill, of);
      const [claimed, pointed] = [unitsOfPointers(burst), unitsOfPointers(archiving)];
      const values = monthlyValues({
        burst: counted(burst, DECLARATIONS),
        trickle: counted(trickle, TRICKLED),
        archiving: counted(archiving, DECLARATIONS, 0),
        tableBytes: table.items / DECLARATIONS,
        indexBytes: table.indexes / DECLARATIONS,
        pointerBytes: pointers.items / DECLARATIONS,
        pointersRead: (claimed.read + pointed.read) / DECLARATIONS,
        pointersWritten: (claimed.written + pointed.written) / DECLARATIONS,
        archivedBytes,
      });
      return { values: { ...compared(values), ...values }, notes: NOTES };
    } finally {
      await design.stop();
    }
  },
});

const archivedName = resourceNames('test').archived;

/** The units of the table of what is archived. */
function unitsOfPointers({ tables }: Bill): TableUnits {
  return tables[archivedName] ?? { read: 0, written: 0 };
}

/** The usage of a declaration without them, since they have prices of their own. */
function lessPointers(billed: Billed, bill: Bill, declarations: number): Billed {
  const { read, written } = unitsOfPointers(bill);
  return {
    ...billed,
    readUnits: billed.readUnits - read / declarations,
    writeUnits: billed.writeUnits - written / declarations,
  };
}

/** The parts that the figure leaves out. */
const NOTES = [
  'Lambda’s time and the size of logs are reckoned, not measured: times on this machine say little of those on AWS.',
  'Left out: the archive’s audit, by calculation 0.37 dollars a million. The declarations here resemble each other: 14,000 others took 526 bytes each in the archive, 0.07 dollars a million more.',
  'Left out besides: data transfer, the requests of the desk, larger declarations, and S3’s reads.',
];

function compared(values: Record<MonthlyCount, number>) {
  const usage = usageOf(values);
  const [ours, before] = [dollarsAMillion(usage, LARGE), dollarsAMillion(usageBefore, LARGE)];
  return {
    ...{ ours, before, dollars: ours / before },
    trickle: dollarsAMillion(usage, LARGE, { isTrickle: true }) / ours,
  };
}
