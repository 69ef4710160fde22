import type { Shown } from './page.ts';
import type { Visit } from './visit.ts';

/** The end of an action: a sentence on the page that the person came from, or on another one, or a page of its own. */
export type ActionEnd = { says: string; to?: string } | Shown;

/** An action of the console: a POST to `/actions/NAME`. */
export interface ConsoleAction {
  name: string;
  /**
   * Does it with the fields of the form.
   * @throws {DeskFault} with a sentence, which the person reads on the page that they came from
   */
  run(visit: Visit): Promise<ActionEnd>;
}
