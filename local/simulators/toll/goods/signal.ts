import { randomUUID } from 'node:crypto';
import type { Consignment } from './playground.ts';

/** A signal of the feed, in the form in which it is read. */
export interface Signal {
  entrySummaryDeclarationMRN: string | null;
  receptacleId: string | null;
  estimatedTimeOfArrival: string | null;
  scheduledTimeOfArrival: string | null;
  /** Here the number is called so, and not as in a presentation. */
  transportDocumentHouseLevel: { referenceNumber: string; type: string } | null;
  activeBorderTransportMeans: { identificationNumber: string; typeOfIdentification: string } | null;
  routingResult: { id: string; routing: string; routingControlLocation: string | null; documentIssueDate: string };
}

/** Means of transport by the type of the document: an aircraft, ships, and a lorry for the post. */
const means: Readonly<Record<string, { identificationNumber: string; typeOfIdentification: string }>> = {
  N740: { identificationNumber: 'SK4035', typeOfIdentification: '40' },
  N703: { identificationNumber: 'IMO9074729', typeOfIdentification: '10' },
  N714: { identificationNumber: 'IMO9321483', typeOfIdentification: '10' },
  N750: { identificationNumber: 'AB12345', typeOfIdentification: '30' },
};

/** A signal about a consignment; one beyond the playground has its document and nothing more. */
export function signalOf(
  { document, mrn, receptacle }: Pick<Consignment, 'document'> & Partial<Consignment>,
  routing: string,
  now: Date,
): Signal {
  const arrival = mrn === undefined ? null : dateTime(new Date(now.getTime() + 2 * 60 * 60_000));
  return {
    entrySummaryDeclarationMRN: mrn ?? null,
    receptacleId: receptacle ?? null,
    estimatedTimeOfArrival: arrival,
    scheduledTimeOfArrival: arrival,
    transportDocumentHouseLevel: { referenceNumber: document.number, type: document.type },
    activeBorderTransportMeans: (mrn !== undefined && means[document.type]) || null,
    routingResult: {
      id: randomUUID(),
      routing,
      routingControlLocation: /^TO_CONTROL$|^ENTRY_PENDING$/.test(routing) ? 'ON_ENTRY' : null,
      documentIssueDate: dateTime(now),
    },
  };
}

/** An instant as Tolletaten writes it, `2026-11-22T09:00:00Z`. */
export function dateTime(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
