import { parisDay } from '../../support/paris-time.ts';

/** A file of a validated declaration, as the server of the interprofessions publishes it. */
export interface ReturnedFile {
  /** `/SIREN/YYYY/MM/AGREMENT_ID_YYYYMMDD.xml`, below the folder of all. */
  path: string;
  agrement: string;
  xml: string;
  /** The time at which it was received. */
  at: Date;
}

/** The declaration that a file is of. */
export interface Returned {
  siren: string;
  agrement: string;
  month: string;
  id: number;
  xml: string;
}

/** The months after which files are deleted. */
const KEPT_MONTHS = 14;
const DAY_MS = 24 * 60 * 60_000;

/** The files of all interprofessions. */
export class ReturnedFiles {
  readonly #now: () => Date;
  #files: ReturnedFile[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * Publishes a declaration. A file comes each night at most: a second change on one day has the name of the next day,
   * for here nobody waits for the night.
   */
  publish({ siren, agrement, month, id, xml }: Returned): ReturnedFile {
    const at = this.#now();
    const folder = `/${siren}/${month.replace('-', '/')}`;
    const pathOn = (day: Date) => `${folder}/${agrement}_${id}_${parisDay(day).replaceAll('-', '')}.xml`;
    let day = at;
    while (this.find(pathOn(day))) day = new Date(day.getTime() + DAY_MS);
    const file = { path: pathOn(day), agrement, xml, at };
    this.#files.push(file);
    return file;
  }

  get all(): readonly ReturnedFile[] {
    const oldest = new Date(this.#now());
    oldest.setUTCMonth(oldest.getUTCMonth() - KEPT_MONTHS);
    this.#files = this.#files.filter(({ at }) => at > oldest);
    return this.#files;
  }

  find(path: string): ReturnedFile | undefined {
    return this.all.find((file) => file.path === path);
  }
}
