import { filingsUnder } from '../../../desk/filings/filings-under.ts';
import type { Filing } from '../../../schemas/filing.ts';

/** The filings that the desk finds under a reference. */
export async function filingsFound(...asked: Parameters<typeof filingsUnder>): Promise<Filing[]> {
  return (await filingsUnder(...asked)).map(({ filing }) => filing);
}
