import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The name under which operators submit by the desk: it may ask about the declarations of all platforms. */
export const OPERATOR = 'desk';

/** A platform's name: of one form in the configuration and in submissions. */
export const platformName = lazily(() =>
  z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'up to 32 letters, digits, dots, hyphens and underscores'),
);
