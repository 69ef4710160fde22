import { type Billed, dollarsOf, requestsOf, type Service, services } from './prices.ts';

/** The side that a number belongs to. */
export type Side = 'ours' | 'textbook';
/** A number that is billed for each declaration. */
export type Line = `${Side}.${Service}`;
/**
 * A number that the comparison follows from: a line, and the part of the textbook's that is written in transactions.
 */
export type Count = Line | 'transacted';
export type ComparisonName = 'requests' | 'dollars' | 'plainRequests' | 'plainDollars' | 'withoutReads' | Count;

const sides: Readonly<Record<Side, string>> = { ours: 'the gateway', textbook: 'the textbook' };

export const serviceNames: Readonly<Record<Service, string>> = {
  api: 'calls of the callback API',
  lambda: 'Lambda invocations',
  writeUnits: 'DynamoDB write units, with every index',
  readUnits: 'DynamoDB read units',
  sqs: 'SQS requests',
  sns: 'SNS publications',
};

/** The title of each line, by its name. */
export const lineNames = Object.fromEntries(
  (Object.keys(sides) as Side[]).flatMap((side) =>
    services.map((service) => [`${side}.${service}`, `${sides[side]}: ${serviceNames[service]}`]),
  ),
) as Record<Line, string>;

/**
 * Compares the bills of two designs for a declaration. All follows from numbers as they are shown, to the hundredth, so
 * that readers can check it.
 * @param ours the parts of ours
 * @param textbook the parts of the textbook's
 * @param transacted write units of the textbook's transactions, without their indexes
 */
export function comparisonOf(
  ours: readonly Billed[],
  textbook: readonly Billed[],
  transacted: number,
): Record<ComparisonName, number> {
  const [a, b] = [shown(ours), shown(textbook)];
  const lines = services.flatMap((service) => [
    [`ours.${service}`, a[service]],
    [`textbook.${service}`, b[service]],
  ]);
  const counts = { ...Object.fromEntries(lines), transacted: hundredths(transacted) } as Record<Count, number>;
  const plain = plainTextbookOf(counts);
  return {
    requests: requestsOf(a) / requestsOf(b),
    dollars: dollarsOf(a) / dollarsOf(b),
    plainRequests: requestsOf(a) / requestsOf(plain),
    plainDollars: dollarsOf(a) / dollarsOf(plain),
    withoutReads: (requestsOf(a) - a.readUnits) / (requestsOf(b) - b.readUnits),
    ...counts,
  };
}

/** The textbook with plain writes in place of its transactions, in which an item takes twice the units. */
export function plainTextbookOf(values: Readonly<Record<Count, number>>): Billed {
  const textbook = sideOf(values, 'textbook');
  return { ...textbook, writeUnits: textbook.writeUnits - values.transacted / 2 };
}

/** One side of a comparison. */
export function sideOf(values: Readonly<Record<Line, number>>, side: Side): Billed {
  return Object.fromEntries(services.map((service) => [service, values[`${side}.${service}`]])) as unknown as Billed;
}

/** The sum of parts, to the hundredth. */
function shown(parts: readonly Billed[]): Billed {
  const sumOf = (service: Service) => parts.reduce((sum, part) => sum + part[service], 0);
  return Object.fromEntries(services.map((service) => [service, hundredths(sumOf(service))])) as unknown as Billed;
}

const hundredths = (number: number) => Math.round(number * 100) / 100;
