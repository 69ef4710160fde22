import type { Goal } from '../figure.ts';
import { serviceNames } from './comparison.ts';
import { type Billed, requestsOf, type Service, services } from './prices.ts';

/** The services that a lane uses which is not called back. */
type LaneService = Exclude<Service, 'api'>;
/** A number of the bill for one thing: all requests without reads, or those of a service. */
export type BillLine<Subject extends string> = Subject | `${Subject}.${LaneService}`;

export const laneServices = services.filter((service): service is LaneService => service !== 'api');

/**
 * The goals of the bill for one thing: its requests, and the part of each service for information.
 * @param what the thing, as in `billed requests ${what}`
 */
export function billGoals<Subject extends string>(
  subject: Subject,
  what: string,
  atMost: number,
): Record<BillLine<Subject>, Goal> {
  const lines = laneServices.map((service) => [`${subject}.${service}`, { what: `${what}: ${serviceNames[service]}` }]);
  const requests = { what: `billed requests ${what}, without reads`, atMost };
  return { [subject]: requests, ...Object.fromEntries(lines) } as Record<BillLine<Subject>, Goal>;
}

/** The values of these goals. All follow from numbers as they are shown, to the hundredth, so that readers can check it. */
export function billValues<Subject extends string>(subject: Subject, bill: Billed): Record<BillLine<Subject>, number> {
  const lines = laneServices.map((service) => [`${subject}.${service}`, Math.round(bill[service] * 100) / 100]);
  const values = Object.fromEntries(lines);
  const shown = billShown(subject, values);
  return { [subject]: requestsOf(shown) - shown.readUnits, ...values };
}

/** The bill that these values show. */
export function billShown(subject: string, values: Readonly<Record<string, number>>): Billed {
  const lines = laneServices.map((service) => [service, values[`${subject}.${service}`]]);
  return { api: 0, ...Object.fromEntries(lines) };
}
