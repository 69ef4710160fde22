import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { viewOf } from '../../schemas/settings.ts';
import { givenIn } from '../../schemas/shown-filing.ts';
import { printable } from '../terminal/terminal.ts';

type Given = Parameters<typeof givenIn>[0];

/** The view of the authority of a filing. */
export const viewOn = ({ authority }: Pick<Filing, 'authority'>) => viewOf(authority as AuthorityName);

/** The texts that the authority gave, in the columns of its view; '' where it gave nothing yet. */
export function columnTexts(filing: Given): string[] {
  const given = givenIn(filing);
  return viewOn(filing).columns.map(({ name }) => (typeof given[name] === 'string' ? given[name] : ''));
}

/** The figure of a filing; '' where there is none. */
export function figureText(filing: Given): string {
  return viewOn(filing).figure?.text(givenIn(filing)) ?? '';
}

/** The references and the figure that the authority gave, for the end of a line. */
export function givenParts(filing: Given): string[] {
  return [...columnTexts(filing), figureText(filing)].filter(Boolean).map(printable);
}
