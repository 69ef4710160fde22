import { type Billed, dollarsOf, prices, requestsOf, type Service, services } from './prices.ts';

/** Whose a number is. */
export type Side = 'ours' | 'textbook';
/** A number that is billed for each declaration. */
export type Line = `${Side}.${Service}`;
export type ComparisonName = 'requests' | 'dollars' | 'withoutReads' | 'transactions' | Line;

const sides: Readonly<Record<Side, string>> = { ours: 'the gateway', textbook: 'the textbook' };

export const serviceNames: Readonly<Record<Service, string>> = {
  api: 'calls of the callback API',
  lambda: 'Lambda invocations',
  writeUnits: 'DynamoDB write units, with every index',
  readUnits: 'DynamoDB read units',
  sqs: 'SQS requests',
  sns: 'SNS publications',
};

/** What each line is called, by its name. */
export const lineNames = Object.fromEntries(
  (Object.keys(sides) as Side[]).flatMap((side) =>
    services.map((service) => [`${side}.${service}`, `${sides[side]}: ${serviceNames[service]}`]),
  ),
) as Record<Line, string>;

/**
 * Compares what two designs are billed for a declaration. All follows from numbers as they are shown, to the
 * hundredth, so that whoever reads them can check it.
 * @param ours the parts of ours
 * @param textbook the parts of the textbook's
 * @param callbackTableUnits write units of the textbook's table itself for a declaration's callbacks: a
 * transaction takes them twice, and its indexes once
 */
export function comparisonOf(
  ours: readonly Billed[],
  textbook: readonly Billed[],
  callbackTableUnits: number,
): Record<ComparisonName, number> {
  const [a, b] = [shown(ours), shown(textbook)];
  const lines = services.flatMap((service) => [
    [`ours.${service}`, a[service]],
    [`textbook.${service}`, b[service]],
  ]);
  const transacted = dollarsOf(b) + callbackTableUnits * prices.writeUnits;
  return {
    requests: requestsOf(a) / requestsOf(b),
    dollars: dollarsOf(a) / dollarsOf(b),
    withoutReads: (requestsOf(a) - a.readUnits) / (requestsOf(b) - b.readUnits),
    transactions: dollarsOf(a) / transacted,
    ...(Object.fromEntries(lines) as Record<Line, number>),
  };
}

/** One side of a comparison. */
export function sideOf(values: Readonly<Record<Line, number>>, side: Side): Billed {
  return Object.fromEntries(services.map((service) => [service, values[`${side}.${service}`]])) as unknown as Billed;
}

/** The sum of parts, to the hundredth. */
function shown(parts: readonly Billed[]): Billed {
  const sumOf = (service: Service) => parts.reduce((sum, part) => sum + part[service], 0);
  return Object.fromEntries(
    services.map((service) => [service, Math.round(sumOf(service) * 100) / 100]),
  ) as unknown as Billed;
}
