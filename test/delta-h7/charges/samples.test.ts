import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../local/simulators/delta-h7/checks/assessment.ts';
import { guessedTaxCodes } from '../../../local/simulators/delta-h7/checks/tax-codes.ts';
import type { Declaration } from '../../../local/simulators/delta-h7/register/declaration.ts';
import { differenceOfCharges } from '../../../schemas/delta-h7/charges/charges-difference.ts';
import { estimateOfMessage } from '../../../schemas/delta-h7/charges/estimate.ts';
import { listAt, valueAt } from '../../../schemas/fault.ts';

/** The declarations of the shipped samples that the simulator can assess, by their files. */
const declarations = readdirSync('samples')
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const payload = valueAt(JSON.parse(readFileSync(`samples/${file}`, 'utf8')), '/submission/payload');
    const declaration = valueAt(payload, '/declaration') as Declaration | undefined;
    return declaration && !file.includes('several-faults') ? [[file, declaration] as const] : [];
  });

describe('the samples, as the simulator assesses them', () => {
  it.each(['2026-02-01', '2026-11-01', '2026-11-30', '2028-07-01'])(
    'differ in nothing from the estimate on %s',
    (day) => {
      const found = declarations.flatMap(([file, declaration]) => {
        const assessed = assess(declaration, new Date(`${day}T11:00:00Z`), guessedTaxCodes);
        const difference = differenceOfCharges(declaration, assessed, day);
        return difference ? [{ file, ...difference }] : [];
      });
      expect(declarations.length).toBeGreaterThan(30);
      expect(found).toEqual([]);
    },
  );

  it('differ where customs would leave out a charge, but for those that owe none', () => {
    const day = '2026-11-30';
    const found = declarations.filter(([, declaration]) => {
      const assessed = assess(declaration, new Date(`${day}T11:00:00Z`), guessedTaxCodes);
      const itemsTaxation = assessed.itemsTaxation.filter(
        ({ taxType }) => taxType !== guessedTaxCodes.handlingFee.taxType,
      );
      return differenceOfCharges(declaration, { ...assessed, itemsTaxation }, day) !== undefined;
    });
    const owing = declarations.filter(([, declaration]) =>
      estimateOfMessage({ declaration }, day)?.charges.some(({ code }) => code === 'eu-handling-fee'),
    );
    // Of a declaration with more charges than an assessment has entries only the total is compared.
    const comparable = owing.filter(([, declaration]) => listAt(declaration, '/items').length <= 33);
    expect(found.map(([file]) => file)).toEqual(comparable.map(([file]) => file));
  });
});
