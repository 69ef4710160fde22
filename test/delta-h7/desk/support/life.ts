import { toOperator } from '../../../../schemas/delta-h7/paths.ts';
import { lifeOf } from '../../../desk/support/life.ts';
import { errorMessage, response, state } from '../../../support/messages.ts';

const mrn = '26FR0000000000AB12';
const zoned = (at: string) => `${at.slice(0, 19)}+00:00[UTC]`;
const answer = (message: string, body: object) => ({ message, path: toOperator.declarationResponses, body });
const error = (body: object) => ({ message: 'Error_H7', path: toOperator.declarationErrors, body });

/** The events of a declaration to Delta-H7, written into a ledger as the functions write them. */
export const declarationLife = lifeOf({
  authority: 'delta-h7',
  message: 'Creation_H7',
  validated: (lrn, reference, at) => answer('Response_H7', response({ lrn, reference, mrn, at: zoned(at) })),
  released: (lrn, reference, at) => answer('State_H7', state({ lrn, reference, mrn, at: zoned(at) })),
  rejected: (lrn) => error(errorMessage(lrn)),
  failed: (lrn) => error(errorMessage(lrn, [{ errorDescription: 'down' }])),
});
