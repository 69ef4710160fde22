import { type Finding, warning } from './diagnosis.ts';

/** The finding where CloudWatch did not answer, by the sentence that says why. */
export function unwatched(why: string): Finding {
  return warning(
    `was not looked at: ${why}`,
    'have your role allowed to ask CloudWatch, as docs/security.md says; or look at the dashboard',
  );
}
