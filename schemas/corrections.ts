import { type AuthorityName, catalogue, replaceContract } from './catalogue.ts';
import type { AuthorityContract } from './contract.ts';
import { withDictionary } from './delta-h7/dictionary/with-dictionary.ts';

type FilesByLane = Readonly<Partial<Record<AuthorityName, Readonly<Record<string, unknown>>>>>;

interface Correction {
  /** The key of the lane that names the file. */
  key: string;
  /** Corrects a contract by the files of its lane, which were checked by their schemas. */
  correct(contract: AuthorityContract, files: Readonly<Record<string, unknown>>): AuthorityContract;
}

/**
 * The contracts that an operator's own files correct. They stand apart from the catalogue, so that only functions that read
 * messages hold what corrects them.
 */
const corrections: Partial<Record<AuthorityName, Correction>> = {
  'delta-h7': { key: 'dictionary', correct: withDictionary },
};

/** Those files of lanes that correct contracts: a function that reads messages of several lanes needs no others. */
export function correctingFiles(files: FilesByLane): FilesByLane {
  const kept = Object.entries(corrections).flatMap(([name, { key }]) => {
    const content = files[name as AuthorityName]?.[key];
    return content === undefined ? [] : [[name, { [key]: content }]];
  });
  return Object.fromEntries(kept);
}

/**
 * Corrects the contracts by the files of lanes, for this process: once at its start, where it reads its configuration
 * or its bundle holds the files. A contract without files is that of the authority's documents.
 */
export function correctContracts(files: FilesByLane): void {
  for (const [name, { correct }] of Object.entries(corrections)) {
    const authority = name as AuthorityName;
    const ofLane = files[authority];
    replaceContract(authority, ofLane && correct(catalogue[authority], ofLane));
  }
}
