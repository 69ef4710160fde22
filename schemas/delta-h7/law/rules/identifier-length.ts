import { valueKind } from '../../../fault.ts';
import { END_OF_RELIEF } from '../../code-lists/procedures.ts';
import { textAt } from '../../fields.ts';
import { type JudgedItem, placedIn } from '../declared.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The most characters of a document's reference (12 03); marketplaces hold up to 128. */
const MOST = 70;
const IDENTIFIERS = ['C127', 'C128', 'C129'];

export const identifierLengthRule: LawRule = {
  id: 'identifier-length',
  title: 'a product identifier has 1 to 70 characters, and no blanks at its ends',
  from: END_OF_RELIEF,
  certainty: 'secondary',
  source: 'EU data element 12 03 (an..70), by secondary sources: marketplaces hold up to 128 characters',
  remedy: 'shorten it to 70 characters, each time in the same way, and leave out blanks at its ends',
  check: ({ items }) => items.flatMap(unfitIdentifiers),
};

function unfitIdentifiers({ value, pointer }: JudgedItem): LawFinding[] {
  return placedIn(value, '/supportingDocuments').flatMap((one): LawFinding[] => {
    const identifier = textAt(one.value, '/supportingDocumentReference');
    const isIdentifier = IDENTIFIERS.includes(textAt(one.value, '/supportingDocumentType') ?? '');
    if (!isIdentifier || identifier === undefined) return [];
    const at = `${pointer}${one.pointer}/supportingDocumentReference`;
    const rule = 'a product identifier of 1 to 70 characters without blanks at its ends';
    if (identifier.length > MOST) return [{ pointer: at, rule, found: valueKind(identifier) }];
    return identifier.trim() === identifier ? [] : [{ pointer: at, rule, found: 'blanks' }];
  });
}
