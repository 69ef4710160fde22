/** The namespace of all messages, of both directions. */
export const NAMESPACE = 'http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0';
