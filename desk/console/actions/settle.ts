import { settleFiling } from '../../actions/settle-filing.ts';
import type { ConsoleAction } from '../action.ts';
import { filingWords } from '../words/filing.ts';

/** Keeps what a person found out about an unclear filing. */
export const settleAction: ConsoleAction = {
  name: 'settle',
  async run({ gateway, form, language, now }) {
    const finding = form.get('finding');
    await settleFiling(
      gateway,
      {
        reference: form.get('reference') ?? '',
        authority: form.get('authority') ?? undefined,
        kind: form.get('kind') ?? undefined,
        // A form without a finding states none: that it is not there would have it filed again.
        ...(finding === 'created' && { created: form.get('created')?.trim() ?? '' }),
        ...(finding === 'not-created' && { notCreated: true }),
        reason: form.get('reason') || undefined,
      },
      () => now,
    );
    return { says: filingWords[language].settled };
  },
};
