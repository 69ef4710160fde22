import { expect, it } from 'vitest';
import type { Verdict } from '../../../../functions/authorities/authority.ts';
import { faults, type Strike, Strikes } from '../../../support/toy/struck.ts';
import { DOCUMENT, Flight } from './flight.ts';

const MINUTE_MS = 60_000;
const SILENCE: Verdict = { kind: 'unavailable', cause: 'timeout', httpStatus: null, error: {}, mayHaveArrived: true };
const PARCELS = ['P-1', 'REJECTED', 'SILENT', 'VALIDATED', 'P-2'];
const COUNTS = { validated: 3, waiting: 0, rejected: 1, skipped: 1 };

/** Runs the arrival of a small flight to its end, with one call struck from its submission on, or none. */
async function run(strike?: Strike): Promise<{ flight: Flight; strikes: Strikes }> {
  const flight = new Flight();
  flight.fates.set('REJECTED', { isRejected: true }).set('SILENT', { isSilent: true });
  await flight.file(PARCELS);
  await flight.submit('Validation_H7', { header: { lrn: 'VALIDATED' } });
  await flight.pass(5000);
  const strikes = new Strikes(strike, SILENCE);
  flight.strikes = strikes;
  await flight.arrive();
  await flight.pass(2 * MINUTE_MS);
  flight.answer('SILENT');
  await flight.pass(75 * MINUTE_MS);
  return { flight, strikes };
}

/** Everything in a run that is not as required. */
async function wrongIn({ flight, strikes }: Awaited<ReturnType<typeof run>>, isStruck: boolean): Promise<string[]> {
  const times = new Map(PARCELS.map((lrn) => [lrn, flight.validated.filter((one) => one === lrn).length]));
  const ids = new Set(flight.told.flatMap(({ outcome, id }) => (outcome === 'completed' ? [id] : [])));
  // A call to customs whose answer was lost is made once more, under its messageId.
  const most = isStruck && strikes.struck?.startsWith('authority.send') ? 2 : 1;
  const isOpen = isStruck && /ledger\.(settle|resume|repeat)|admission\.report|finished/.test(strikes.struck ?? '');
  return [
    ...[...times].flatMap(([lrn, count]) =>
      count >= 1 && count <= (isOpen ? 2 : most) ? [] : [`${lrn} was validated ${count} times`],
    ),
    ...(flight.validated.length <= PARCELS.length + 1 ? [] : [`${flight.validated.length} validations`]),
    ...(JSON.stringify(await flight.counts()) === JSON.stringify(COUNTS)
      ? []
      : [`the counts are ${JSON.stringify(await flight.counts())}`]),
    ...(ids.size === 1 ? [] : [`it was told as ${ids.size} ends`]),
    ...((await flight.filing(DOCUMENT, 'arrival')).status === 'answered' ? [] : ['it has no end']),
    ...(flight.outbox.length > 0 ? ['the outbox is not empty'] : []),
  ];
}

/**
 * Tests, one for each fault, that an arrival ends as it has to, whichever call is struck.
 * @param oneIn the interval between struck calls
 */
export function testStruckArrivals(oneIn: number): void {
  it.each(faults.map((fault, n) => [fault, n] as const))(
    'loses no declaration and validates none twice, whichever call %s',
    async (fault, n) => {
      const whole = await run();
      expect(await wrongIn(whole, false)).toEqual([]);
      const wrong: string[] = [];
      for (let at = (n * 7) % oneIn; at < whole.strikes.made.length; at += oneIn) {
        const struck = await run({ at, fault });
        wrong.push(...(await wrongIn(struck, true)).map((one) => `${at} ${struck.strikes.struck}: ${one}`));
      }
      expect(wrong).toEqual([]);
    },
    600_000,
  );
}
