import * as z from 'zod';
import type { Facts, InboundMessage } from '../contract.ts';
import { textAt } from '../fault.ts';
import { lazily } from '../lazily.ts';

/** The fields of a signal that a consignment shows beside its state, with their places. */
const shown = {
  routingControlLocation: ['/routingResult/routingControlLocation', '/routingControlLocation'],
  entrySummaryDeclarationMRN: ['/entrySummaryDeclarationMRN'],
  receptacleId: ['/receptacleId'],
} as const;

/** [TO-6] The facts in a signal. Its place in the feed decides which is the latest. */
function routingFacts(payload: unknown): Facts {
  const raw = textAt(payload, '/routingResult/routing');
  const since = textAt(payload, '/routingResult/documentIssueDate');
  const authorityReference = textAt(payload, '/routingResult/id');
  const details = Object.entries(shown).flatMap(([name, places]) => {
    const value = places.map((place) => textAt(payload, place)).find(Boolean);
    return value ? [[name, value]] : [];
  });
  return {
    ...(authorityReference && { authorityReference }),
    ...(raw && { state: { raw, ...(since && { since }) } }),
    // A control belongs to its signal: the next one without it ends it.
    details: { routingControlLocation: null, ...Object.fromEntries(details) },
  };
}

const text = z.string().nullish();

/** A signal: where a consignment has to go. */
export const routing: InboundMessage = {
  message: 'routing',
  direction: 'inbound',
  title: 'A consignment may enter, or has to be controlled',
  source: 'Fremlegging og kontrolldirigering',
  certainty: 'verified',
  schema: lazily(() =>
    z.looseObject({
      entrySummaryDeclarationMRN: text,
      receptacleId: text,
      estimatedTimeOfArrival: text,
      scheduledTimeOfArrival: text,
      transportDocumentHouseLevel: z.looseObject({ referenceNumber: z.string(), type: z.string() }).nullish(),
      activeBorderTransportMeans: z.looseObject({ identificationNumber: text, typeOfIdentification: text }).nullish(),
      routingResult: z.looseObject({ id: z.string(), routing: z.string(), documentIssueDate: text }),
    }),
  ),
  routes: [{ by: 'feed', kind: 'consignment', feed: 'routing' }],
  announces: 'state-changed',
  facts: routingFacts,
};
