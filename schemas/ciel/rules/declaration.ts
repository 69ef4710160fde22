/** The place of the declaration in the content of message-interprofession. */
export const DECLARATION = '/declaration-recapitulative';

/** True for a boolean that is true, as JSON or XML writes it. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === '1';
