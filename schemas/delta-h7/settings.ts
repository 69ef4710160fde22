import { dateInParis } from '../date-in-paris.ts';
import { valueIn } from '../fault.ts';
import type { LaneSettings } from '../lane-settings.ts';
import { estimateOfMessage } from './charges/estimate.ts';
import { deltaH7Credentials } from './credentials.ts';
import { dictionaryFile } from './dictionary/dictionary-file.ts';
import { deltaH7Lane } from './lane.ts';
import { deltaH7Law } from './law/delta-h7-law.ts';
import { exchangeRates } from './law/exchange-rates.ts';
import { deltaH7View } from './view.ts';

/** The settings of a lane to Delta-H7, and the questions of `init` about them. */
export const deltaH7Settings = {
  lane: deltaH7Lane,
  urls: { service: 'baseUrl', tokens: 'tokenUrl' },
  credentials: deltaH7Credentials,
  files: { dictionary: dictionaryFile, 'law.exchangeRates': exchangeRates },
  law: deltaH7Law,
  view: deltaH7View,
  estimate(_message, payload, on, files) {
    const day = dateInParis(on);
    // The rates of a month are in the file by its name, as how much of the currency one euro is.
    const rates = valueIn(files, ['law.exchangeRates', day.slice(0, 7)]);
    return estimateOfMessage(payload, day, (currency) => {
      const rate = valueIn(rates, [currency]);
      return typeof rate === 'number' ? String(rate) : undefined;
    });
  },
  questions: [
    {
      flag: 'base-url',
      at: ['baseUrl'],
      kind: 'text',
      asks: "Base URL of Delta-H7's web services (§2.3.1). Customs names another host for tests.",
      usual: () => 'https://api.douane.gouv.fr/dh7',
      needed: true,
    },
    {
      flag: 'token-url',
      at: ['tokenUrl'],
      kind: 'text',
      asks: 'URL of the token endpoint (§2.3.7.1). Its host is not public: customs names it with your technical account.',
      usual: ({ 'base-url': baseUrl = '' }) =>
        URL.canParse(baseUrl) ? `${new URL(baseUrl).origin}/oauth2/token` : undefined,
      needed: true,
    },
    {
      flag: 'per-second',
      at: ['share', 'perSecond'],
      kind: 'number',
      asks: 'How many messages a second you may send. The ceiling of 150 is for all operators together (§2.3.3).',
      usual: () => '20',
      needed: true,
    },
    {
      flag: 'per-hour',
      at: ['share', 'perHour'],
      kind: 'number',
      asks: 'How many messages an hour you may send. The ceiling of 150000 is for all operators together (§2.3.3).',
      usual: () => '20000',
      needed: true,
    },
  ],
} as const satisfies LaneSettings;
