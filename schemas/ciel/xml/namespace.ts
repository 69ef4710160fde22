/** The namespace of declarations and of answers. */
export const NAMESPACE = 'http://douane.finances.gouv.fr/app/ciel/interprofession/echanges/1.0';
