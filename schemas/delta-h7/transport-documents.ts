import { listAt, textAt } from '../fault.ts';

/** The transport documents of a declaration and of its items, each once, as `TYPE:NUMBER`. */
export function transportDocumentsOf(declaration: unknown): string[] {
  const all = [declaration, ...listAt(declaration, '/items')].flatMap((part) => listAt(part, '/transportDocuments'));
  const named = all.flatMap((one) => {
    const [type, number] = [textAt(one, '/transportDocumentType'), textAt(one, '/transportDocumentReference')];
    return type && number ? [`${type}:${number}`] : [];
  });
  return [...new Set(named)];
}
