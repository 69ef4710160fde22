import { findJava, OLDEST_JAVA } from '../../local/stand-ins/java.ts';
import { figure, type Goal } from '../figure.ts';
import { answerDeclarations } from '../support/answered-declarations.ts';
import { type Bill, billedOf, billOf, perMessage, unitsPerMessage } from '../support/bill.ts';
import { comparisonOf, type Line, lineNames } from '../support/comparison.ts';
import type { Design } from '../support/design.ts';
import { startOurs } from '../support/our-design.ts';
import { proveFiled } from '../support/proof.ts';
import { sendDeclarations } from '../support/sent-declarations.ts';
import { startTextbook } from '../textbook/textbook.ts';

const DECLARATIONS = 300;
const WARM_UP = 50;
/** The callbacks of a validated declaration: its answer, then its release. */
const CALLBACKS = 2;
/** A rate at which the textbook's limiter refuses nothing; a refusal would cost it more writes. */
const UNLIMITED = 100_000;

/** The kind of the textbook's transactions: a callback's message with its filing. */
const TRANSACTION = 'message+filing';

const lines = Object.fromEntries(Object.entries(lineNames).map(([name, what]) => [name, { what }])) as Record<
  Line,
  Goal
>;

export const validatedDeclaration = figure({
  id: 'validated-declaration',
  description: `AWS's bill for a validated declaration, one send with its Response_H7, its State_H7 and an outcome of each, over ${DECLARATIONS} of one item: by the gateway, and by the textbook alternative in \`bench/textbook\`, in one run on the same stand-ins, with Amazon's own DynamoDB Local, which needs Java ${OLDEST_JAVA} or newer. [Cost](cost.md) describes the textbook.`,
  goals: {
    requests: { what: 'billed requests and units, against the textbook', unit: '×', atMost: 0.6 },
    dollars: { what: 'dollars for them, against the textbook', unit: '×', atMost: 0.6 },
    plainRequests: {
      what: 'billed requests and units, against the textbook with plain writes in place of its transactions',
      unit: '×',
    },
    plainDollars: {
      what: 'dollars for them, against the textbook with plain writes in place of its transactions',
      unit: '×',
    },
    withoutReads: { what: 'billed requests without read units, against the textbook', unit: '×' },
    transacted: { what: 'the textbook: write units of its transactions, without indexes' },
    ...lines,
  },
  async measure(progress) {
    if (!findJava()) {
      throw new Error(
        `It needs Java ${OLDEST_JAVA} or newer: the textbook writes in transactions, which dynalite lacks`,
      );
    }
    const ours = await measured('the gateway', await startOurs(OURS), progress);
    const textbook = await startTextbook({ perSecond: UNLIMITED });
    // API Gateway asks the authorizer again every five minutes; this is the first time.
    const theirs = await measured('the textbook', textbook, progress, () => textbook.authorization.forget());
    return {
      values: comparisonOf(ours.billed, theirs.billed, theirs.transacted),
      notes: [...ours.notes, ...theirs.notes],
    };
  },
});

const OURS = {
  engine: 'dynamodb-local' as const,
  lane: { share: { perSecond: 150, perHour: 150_000 }, timeoutSeconds: 20, pauseSeconds: 60 },
  // Customs answers hours later: its callbacks are made here.
  customs: { pace: 100_000 },
};

async function measured(name: string, design: Design, progress: (text: string) => void, begin = () => {}) {
  try {
    progress(`${name} warms up`);
    const lrns = Array.from({ length: WARM_UP + DECLARATIONS }, (_, n) => `BILL-${n}`);
    const [first, rest] = [lrns.slice(0, WARM_UP), lrns.slice(WARM_UP)];
    await sendDeclarations(design, first);
    await answerDeclarations(design, first);
    await design.settled();
    begin();
    progress(`${name} files ${DECLARATIONS} declarations`);
    const sent = await billOf(design, () => sendDeclarations(design, rest));
    progress(`${name} is called back`);
    const called = await billOf(design, async () => {
      await answerDeclarations(design, rest, WARM_UP);
      await design.settled();
    });
    await proveFiled(design, lrns, CALLBACKS);
    return {
      billed: [billedOf(sent, 0, DECLARATIONS), billedOf(called, CALLBACKS * DECLARATIONS, DECLARATIONS)] as const,
      transacted: (called.units[TRANSACTION]?.table ?? 0) / DECLARATIONS,
      notes: [...notesOf(`${name}, a send`, sent), ...notesOf(`${name}, two callbacks`, called)],
    };
  } finally {
    await design.stop();
  }
}

function notesOf(what: string, { units, sqs, sns, lambda, reads }: Bill): string[] {
  const counts = [lambda, sqs, sns, reads].filter((each) => Object.keys(each).length > 0);
  return [
    `${what}: write units ${unitsPerMessage(units, DECLARATIONS)}; ${counts.map((each) => perMessage(each, DECLARATIONS)).join('; ')}.`,
  ];
}
