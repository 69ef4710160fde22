import * as z from 'zod';
import { lazily } from './lazily.ts';

/** The platform name of submissions from the desk; it may ask about the declarations of all platforms. */
export const OPERATOR = 'desk';

/** A platform's name, in one form for the configuration and for submissions. */
export const platformName = lazily(() =>
  z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, 'up to 32 letters, digits, dots, hyphens and underscores'),
);
