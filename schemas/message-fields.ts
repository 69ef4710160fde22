/** The fields of an authority's messages, by their names, for people. */
export interface MessageFields {
  /** The title of each field, in English and in French. */
  titles: Readonly<Record<string, FieldTitle>>;
  /** The titles of one entry of a list, to be followed by its number; those of the list where left out. */
  entries: Readonly<Record<string, FieldTitle>>;
  /** Parts of a message that are not named beside a field in them: its title says as much. */
  untold: readonly string[];
  /**
   * Fields that name a person or lead to one, or hold what somebody wrote freely: they are masked in lists and exports,
   * with all that is below them.
   */
  personal: readonly string[];
}

/** A title in English and in French. */
export type FieldTitle = readonly [en: string, fr: string];
