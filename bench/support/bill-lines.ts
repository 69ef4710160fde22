import type { Goal } from '../figure.ts';
import { serviceNames } from './comparison.ts';
import { type Billed, requestsOf, type Service, services } from './prices.ts';

/** A number of the bill for one thing: all requests, or those of a service. */
export type BillLine<Subject extends string> = Subject | `${Subject}.${Service}`;

/**
 * The goals of the bill for one thing: its requests, and the part of each service for information.
 * @param what the thing, as in `billed requests ${what}`
 */
export function billGoals<Subject extends string>(
  subject: Subject,
  what: string,
  atMost: number,
): Record<BillLine<Subject>, Goal> {
  const lines = services.map((service) => [`${subject}.${service}`, { what: `${what}: ${serviceNames[service]}` }]);
  const requests = { what: `billed requests ${what}, without reads`, atMost };
  return { [subject]: requests, ...Object.fromEntries(lines) } as Record<BillLine<Subject>, Goal>;
}

/** The values of these goals. All follow from numbers as they are shown, to the hundredth, so that readers can check it. */
export function billValues<Subject extends string>(subject: Subject, bill: Billed): Record<BillLine<Subject>, number> {
  const lines = services.map((service) => [service, Math.round(bill[service] * 100) / 100] as const);
  const shown = Object.fromEntries(lines) as unknown as Billed;
  return {
    [subject]: requestsOf(shown) - shown.readUnits,
    ...Object.fromEntries(lines.map(([service, count]) => [`${subject}.${service}`, count])),
  } as Record<BillLine<Subject>, number>;
}

/** The bill that these values show. */
export function billShown<Subject extends string>(
  subject: Subject,
  values: Readonly<Record<BillLine<Subject>, number>>,
): Billed {
  const lines = services.map((service) => [service, values[`${subject}.${service}`]]);
  return Object.fromEntries(lines) as unknown as Billed;
}
