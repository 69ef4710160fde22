import { filingId } from '../../functions/ledger/items.ts';
import { type RecountedBooks, recountBooks } from '../actions/recount-books.ts';
import { printable } from '../terminal/terminal.ts';
import type { Command } from './command.ts';

export interface RecountOptions {
  /** Put right what differs. */
  write?: boolean | undefined;
  json?: boolean | undefined;
}

/** The most differences that are listed; beyond, they are counted. */
const MOST_LISTED = 20;

/** Compares the books with the ledger, and says the differences. */
export const recount: Command<RecountOptions> = async ({ write = false, json }, open, terminal) => {
  const gateway = open();
  const found = await recountBooks(gateway, write, (filings) => terminal.progress(`${filings} filings read …`));
  terminal.progress('');
  const { filings, differing, counts, busy, unreadable } = found;
  if (json) {
    const said = { filings, differing: differing.map(filingId), counts, busy, unreadable };
    terminal.out(JSON.stringify({ written: write, ...said }, null, 2));
  } else {
    for (const line of linesOf(found, write)) terminal.out(printable(line));
  }
  // A count that was left alone may be wrong.
  const isRight = busy.length === 0 && (write || differing.length + counts.length === 0);
  return isRight && unreadable.length === 0 ? 0 : 1;
};

function linesOf({ filings, differing, counts, busy, unreadable }: RecountedBooks, isWritten: boolean): string[] {
  const right = isWritten ? ', and were put right' : '';
  const sum =
    differing.length + counts.length + busy.length === 0
      ? `The books say what the ledger says of all ${filings} filings.`
      : `${differing.length} of ${filings} filings and ${counts.length} counts differ from the ledger${right}.`;
  const named = [
    ...differing.map((key) => `filing  ${filingId(key)}`),
    ...counts.map(({ count, cell, kept, found }) => `count   ${count} ${cell}: ${kept}, should be ${found}`),
    ...unreadable.map((id) => `unread  ${id} cannot be summarized by this version`),
  ];
  const more = named.length > MOST_LISTED ? [`… and ${named.length - MOST_LISTED} more`] : [];
  const waiting =
    busy.length === 0 ? [] : [`${busy.length} counts were written meanwhile: run it again when less happens.`];
  return [...named.slice(0, MOST_LISTED), ...more, sum, ...waiting];
}
