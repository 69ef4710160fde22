import { valueAt } from '../../../schemas/fault.ts';
import type { Filing, FilingStatus } from '../../../schemas/filing.ts';

/** The statuses that are asked about where none is named: customs may have them otherwise than is known here. */
export const inDoubt: readonly FilingStatus[] = ['waiting', 'sent', 'answered', 'failed', 'stuck'];

/** The clearance agreement under which a declaration is asked about; `null` where none is known. */
export function agreementIn({ declaration }: Pick<Filing, 'declaration'>): string | null {
  const agreement = valueAt(declaration, '/clearanceAgreement/clearanceAgreementNumber');
  return typeof agreement === 'string' && agreement !== '' ? agreement : null;
}
