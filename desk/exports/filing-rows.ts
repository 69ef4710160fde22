import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { outboundMessages } from '../../schemas/catalogue.ts';
import { valueAt } from '../../schemas/fault.ts';
import { readPayload } from '../../schemas/read-payload.ts';
import { viewOf } from '../../schemas/settings.ts';
import { givenIn, shown } from '../../schemas/shown-filing.ts';
import { masked } from '../filings/masked.ts';
import { momentOf } from '../render/times.ts';

type Cells = Readonly<Record<string, string | number | null | undefined>>;

/**
 * The rows of a filing in an export: one an item, or one where it has none. What names a person is masked unless bodies
 * are asked for.
 */
export function filingRows(read: ReadFiling, withBodies: boolean): Cells[] {
  const { authority } = read.key;
  const filed = read.filing.declaration ?? declarationRefused(read);
  const declaration = withBodies ? filed : masked(authority, filed);
  const own = filingCells(read);
  const items = viewOf(authority).itemsOf?.(declaration, givenIn(read.filing)) ?? [];
  const rows: Cells[] = items.length > 0 ? items.map((item) => ({ ...own, ...item })) : [own];
  const whole = withBodies && filed !== undefined ? { declaration: JSON.stringify(filed) } : {};
  return rows.map((row, index) => ({ ...row, ...(index === 0 && whole) }));
}

function filingCells({ filing }: ReadFiling): Cells {
  const { authority, kind, reference, platform, status, state, rawState, stateDateTime, errors, history } = filing;
  const [first] = errors;
  const moment = (at: string | undefined) => at && momentOf(at);
  return {
    ...{ authority, kind, reference, platform, status, state, rawState, stateDateTime },
    ...shown(filing).references,
    filedAt: moment(history[0]?.at),
    changedAt: moment(history.at(-1)?.at),
    due: moment(filing.due),
    overdueSince: moment(filing.overdueSince),
    deadline: moment(filing.deadline),
    errorCount: errors.length,
    errorCodes: [...new Set(errors.flatMap(({ errorCode }) => errorCode ?? []))].join(' '),
    errorPointer: first?.errorPointer,
    errorDescription: first?.errorDescription,
  };
}

/** The declaration of a submission that never left, since it was refused here. */
function declarationRefused({ key, records }: ReadFiling): unknown {
  const refused = records.findLast((record) => record.type === 'refused' && record.body && !record.isOutside);
  if (refused?.type !== 'refused') return undefined;
  const contract = outboundMessages(key.authority).find(({ message }) => message === refused.message);
  try {
    const { payload } = readPayload(contract, valueAt(JSON.parse(refused.body ?? ''), '/payload'));
    return contract?.declarationAt === undefined ? undefined : valueAt(payload, contract.declarationAt);
  } catch {
    // It may have been refused for being no JSON.
    return undefined;
  }
}
