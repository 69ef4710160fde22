import type { PersonAction } from '../../../functions/ledger/actions.ts';
import type { FilingActions } from '../../../functions/ledger/filing-actions.ts';
import { filingId } from '../../../functions/ledger/items.ts';

/** The actions on filings in memory. */
export function memoryFilingActions(): FilingActions {
  const kept = new Map<string, Map<string, PersonAction>>();
  const ofFiling = (id: string) => kept.get(id) ?? kept.set(id, new Map()).get(id) ?? new Map();
  return {
    keep: async (key, action) => void ofFiling(filingId(key)).set(`${action.at}/${Math.random()}`, action),
    async keepOnce(key, name, action) {
      const earlier = ofFiling(filingId(key)).get(name);
      if (!earlier) ofFiling(filingId(key)).set(name, action);
      return earlier;
    },
    finish: async (key, name, action) => void ofFiling(filingId(key)).set(name, { ...action, result: 'done' }),
    forget: async (key, name) => void ofFiling(filingId(key)).delete(name),
    of: async (key) => [...ofFiling(filingId(key)).values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
}
