import type { Advice } from '../lane-settings.ts';
import { environments } from './environments.ts';
import type { CielLane } from './lane.ts';

/** The setting of a lane that is probably wrong though its form is right: URLs of two environments. */
export function advice(lane: unknown): Advice[] {
  const { declarationsUrl, tokenUrl } = lane as CielLane;
  const environmentOf = (url: string) =>
    Object.entries(environments).find(([, hosts]) => Object.values<string>(hosts).includes(new URL(url).hostname))?.[0];
  const [declarations, tokens] = [environmentOf(declarationsUrl), environmentOf(tokenUrl)];
  if (!declarations || !tokens || declarations === tokens) return [];
  const says = `declarationsUrl is of ${declarations}, and tokenUrl of ${tokens}`;
  return [{ says, remedy: 'take both of one environment' }];
}
