import { resolve } from 'node:path';
import { isAuthority } from '../../schemas/catalogue.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { Estimate } from '../../schemas/estimate.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { estimateOf } from '../../schemas/settings.ts';
import { readConfiguration } from '../gateway/connect.ts';
import type { ReadEnvelope } from './submissions.ts';

/** Estimates what a submission costs; undefined for one that is not charged for, or has no known charges. */
export type Estimating = (
  submission: Pick<ReadEnvelope, 'envelope' | 'body'>,
) => { reference: string | null; estimate: Estimate } | undefined;

/**
 * Estimates submissions by the law of a day.
 * @param config the configuration whose lanes name the files that estimates need, such as rates of exchange
 */
export function estimating(on: Date, config?: string): Estimating {
  const files: Partial<Configuration['files']> =
    config === undefined ? {} : readConfiguration(resolve(config), config).files;
  return ({ envelope, body }) => {
    const { authority } = envelope as { authority?: string };
    if (!isAuthority(authority)) return undefined;
    const { contract, payload, reference = null } = checkSubmission(readOutboxText(body), authority, undefined, on);
    const estimate = contract && estimateOf(authority, contract.message, payload, on, files[authority]);
    return estimate && { reference, estimate };
  };
}

/** An estimate as machines read it, beside what else is known of a submission. */
export function estimateJson({ charges, ...estimate }: Estimate) {
  return { charges, estimate };
}
