import type { Child } from 'hono/jsx';
import type { Language } from './language.ts';
import type { Visit } from './visit.ts';

/** The parts of the navigation, in their order. */
export const navigationParts = ['filings', 'gateway', 'record'] as const;
export type NavigationPart = (typeof navigationParts)[number];

/** A page's content, to be put into the frame. */
export interface Shown {
  title: string;
  content: Child;
  /** The HTTP status. @default 200 */
  status?: 200 | 400 | 404 | 409;
  /** The seconds after which a script looks at the page again; a page with a form that is being filled in is left alone. */
  refreshSeconds?: number;
  /** Scripts of the console beside its own one: names in `assets.ts`. */
  scripts?: readonly string[];
}

/** A page of the console. */
export interface Page {
  /** The path, with parameters as Hono writes them: `/filings/:authority/:kind/:reference`. */
  path: `/${string}`;
  /** The entry in the navigation; none for a page that is opened from another one. */
  navigation?: {
    part: NavigationPart;
    name(language: Language): string;
    /** The letter that opens it after `g`. */
    key: string;
  };
  /** It takes forms too (POST), and does nothing: what changes something is an action. */
  takesForms?: true;
  /** Makes the content of a request; a `Response` goes out as it is: a file, or JSON for the page's script. */
  show(visit: Visit): Promise<Shown | Response>;
}
