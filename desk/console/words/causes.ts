import { adviceFor, explain } from '../../../schemas/causes.ts';
import type { LaneSettings } from '../../../schemas/lane-settings.ts';
import type { Trouble } from '../../../schemas/trouble.ts';
import { deskText } from '../french/desk-text.ts';
import type { Language } from '../language.ts';

/** The meaning of a trouble, and what to do, in a language. */
export function troubleWords(
  trouble: Trouble,
  urls: LaneSettings['urls'],
  language: Language,
): { means: string; remedy: string } {
  const { means } = explain(trouble, urls);
  return { means: deskText(means, language), remedy: deskText(adviceFor(trouble, urls), language) };
}
