import { type AuthorityName, catalogue, replaceContract } from './catalogue.ts';
import type { AuthorityContract } from './contract.ts';
import { withDictionary } from './delta-h7/dictionary/with-dictionary.ts';

/** Corrects a contract by the files of its lane, which were checked by their schemas. */
type Correct = (contract: AuthorityContract, files: Readonly<Record<string, unknown>>) => AuthorityContract;

/** The contracts that an operator's own files correct. */
const corrections: Partial<Record<AuthorityName, Correct>> = { 'delta-h7': withDictionary };

/**
 * Corrects the contracts by the files of lanes, for this process: once at its start, where it reads its configuration
 * or its bundle holds the files. A contract without files is that of the authority's documents.
 */
export function correctContracts(
  files: Readonly<Partial<Record<AuthorityName, Readonly<Record<string, unknown>>>>>,
): void {
  for (const [name, correct] of Object.entries(corrections)) {
    const authority = name as AuthorityName;
    const ofLane = files[authority];
    replaceContract(authority, ofLane && correct(catalogue[authority], ofLane));
  }
}
