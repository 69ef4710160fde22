import type { LaneSettings } from '../lane-settings.ts';
import { advice } from './advice.ts';
import { tollCredentials } from './credentials.ts';
import { tollLane } from './lane.ts';
import { troubles } from './troubles.ts';
import { tollView } from './view.ts';
import { warnings } from './warnings.ts';

/** The settings of a lane to Tolletaten, and the questions of `init` about them. */
export const tollSettings = {
  lane: tollLane,
  urls: { service: 'baseUrl', tokens: 'tokenUrl' },
  troubles,
  credentials: tollCredentials,
  advice,
  warnings,
  view: tollView,
  questions: [
    {
      flag: 'base-url',
      at: ['baseUrl'],
      kind: 'text',
      asks: "Base URL of Tolletaten's services: https://api-test.toll.no is the playground.",
      usual: () => 'https://api.toll.no',
    },
    {
      flag: 'token-url',
      at: ['tokenUrl'],
      kind: 'text',
      asks: "URL of Maskinporten's token endpoint, of the same environment.",
      usual: ({ 'base-url': baseUrl = '' }) =>
        baseUrl.includes('test') ? 'https://test.maskinporten.no/token' : 'https://maskinporten.no/token',
    },
    {
      flag: 'audience',
      at: ['audience'],
      kind: 'text',
      asks: "Maskinporten's issuer, with the slash at its end.",
      usual: ({ 'token-url': tokenUrl = '' }) =>
        URL.canParse(tokenUrl) ? `${new URL(tokenUrl).origin}/` : 'https://maskinporten.no/',
    },
    {
      flag: 'exchange-url',
      at: ['exchangeUrl'],
      kind: 'text',
      asks: "URL of Tolletaten's token exchange.",
      usual: ({ 'base-url': baseUrl = '' }) => `${baseUrl.replace(/\/+$/, '')}/api/access/external/oauth/token`,
    },
    {
      flag: 'scope',
      at: ['scope'],
      kind: 'text',
      asks: 'The scope: toll:movement/entry, or toll:eu/movement/entry for a business outside Norway.',
      usual: () => 'toll:movement/entry',
    },
    {
      flag: 'per-second',
      at: ['share', 'perSecond'],
      kind: 'number',
      asks: 'How many calls a second you may make. No limit is public; each presentation makes two or more.',
      usual: () => '10',
    },
    {
      flag: 'per-hour',
      at: ['share', 'perHour'],
      kind: 'number',
      asks: 'How many calls an hour you may make.',
      usual: () => '20000',
    },
  ],
} as const satisfies LaneSettings;
