import { z } from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { declaration } from './declaration.ts';
import { dateTime, lrn, messageId } from './fields.ts';
import { declarationRules } from './rules.ts';

/** Lodges a declaration, anticipated (`D`) or validated (`A`) (§3). */
export const creationH7Schema = z.strictObject({
  header: z.strictObject({ messageDateTime: dateTime, messageId, lrn }),
  declaration,
});

export const creationH7: OutboundMessage = {
  message: 'Creation_H7',
  direction: 'outbound',
  source: '§3.5',
  certainty: 'verified',
  schema: creationH7Schema,
  filing: 'declaration',
  reference: '/header/lrn',
  path: '/declarations/creer',
  rules: declarationRules,
};
