import type { CodeList } from './code-list.ts';

const source = 'UN/EDIFACT D.10B, code list 0085; that Delta-H7 uses it is not verified';

/** Types of a functional error in Error_H7. */
export const errorTypes: CodeList = [
  { code: '12', text: 'Invalid value', certainty: 'inferred', source },
  { code: '13', text: 'Missing', certainty: 'inferred', source },
  { code: '14', text: 'Value not supported in this position', certainty: 'inferred', source },
  { code: '15', text: 'Not supported in this position', certainty: 'inferred', source },
];
