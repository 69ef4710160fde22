import * as z from 'zod';
import { lazily } from '../../lazily.ts';

/** The form of a field in XML, where it is not an element whose text is kept as it stands. */
export interface WrittenForm {
  /** It is an attribute of the element in whose object it stands. */
  attribute?: true;
  /** White space around its value does not belong to it (`whiteSpace` is `collapse`). */
  collapsed?: true;
  /** It is filled with spaces at its end up to this many characters. */
  filledTo?: number;
}

/** The schemas of fields that have a written form of their own. */
export const writtenForms = lazily(() => z.registry<WrittenForm>());
