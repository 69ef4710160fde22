/**
 * The certainty of a part of a contract or of a rule. `verified`: read in the authority's own text. `inferred`: concluded
 * from a sibling message or from the contract's prose, and perhaps to be corrected against the authority's dictionary.
 * `secondary`: read in what others write about the authority's texts.
 */
export type Certainty = 'verified' | 'inferred' | 'secondary';
