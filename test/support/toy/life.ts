import { lifeOf } from '../../desk/support/life.ts';
import { complaint, news, receipt, technicalError, wrong } from './messages.ts';
import { paths } from './paths.ts';
import { TOY } from './register.ts';

const price = { total: 32, parts: [{ name: 'wheels', coins: 22 }] };
const error = { ...wrong, errorType: 15, errorDescription: 'nobody makes it' };

/** The events of a letter, written into a ledger as the functions write them. */
export const letterLife = lifeOf({
  authority: TOY,
  message: 'Letter',
  validated: (id, number, since) => ({
    ...{ message: 'Receipt', path: paths.receipts },
    body: receipt({ id, number, since, tag: `T-${id}`, price }),
  }),
  released: (id, number, since) => ({
    ...{ message: 'News', path: paths.news },
    body: news({ id, number, since, tag: `T-${id}` }),
  }),
  rejected: (id) => ({ message: 'Complaint', path: paths.complaints, body: complaint([error], { id }) }),
  failed: (id) => ({ message: 'Complaint', path: paths.complaints, body: complaint([technicalError], { id }) }),
});
