import { valueIn } from '../../fault.ts';
import type { Law } from '../../law.ts';
import type { ExchangeRates } from './exchange-rates.ts';
import { lawOfImports } from './judge.ts';
import type { LawSettings } from './law-settings.ts';

/**
 * The law by which a lane to Delta-H7 judges messages.
 * @param lane the lane's settings, where there is a configuration
 * @param files the contents of the files that it names, by its keys
 */
export function deltaH7Law(lane: unknown, files: Readonly<Record<string, unknown>>): Law {
  const settings = valueIn(lane, ['law']) as LawSettings | undefined;
  return lawOfImports(settings, files['law.exchangeRates'] as ExchangeRates | undefined);
}
