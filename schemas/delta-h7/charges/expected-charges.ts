import type { Certainty } from '../../contract.ts';
import { entriesOnDay } from '../code-lists/code-list.ts';
import { END_OF_RELIEF, GIFT_RELIEF_CENTS } from '../code-lists/procedures.ts';
import { perMilleOf } from './cents.ts';
import { type DeclaredGoods, type DeclaredItem, declaredGoods, type RateOf } from './declared-goods.ts';
import { type FlatCharge, flatCharges } from './flat-charges.ts';
import { type Destination, territoryOf } from './territory.ts';
import { GOODS_CERTAINTY, goodsAtRateOf, vatRates } from './vat-rates.ts';

/** A charge that is expected on an item, in cents. */
export interface ExpectedCharge {
  code: string;
  text: string;
  cents: number;
  /** The cents that a rate was taken of; null for a charge of so much an item. */
  base: number | null;
  /** The rate in parts of a thousand, where there is one. */
  perMille?: number;
  /** Where it is to be paid: with the declaration, or by the VAT return, so that customs may assess it or not. */
  payment: 'import' | 'return';
  isDuty?: true;
  /** Other amounts that would be as right: another rate of such goods, or a doubtful part of the base. */
  orElse?: readonly number[];
  source: string;
  certainty: Certainty;
}

/** A charge on an item that cannot be estimated. */
export interface UnknownCharge {
  code: 'vat' | 'customs-duty' | 'octroi-de-mer';
  reason: string;
}

/** The charges that are expected on an item. */
export interface ItemCharges {
  number: string;
  charges: readonly ExpectedCharge[];
  unknown: readonly UnknownCharge[];
}

export interface ExpectedCharges {
  place: Destination;
  items: readonly ItemCharges[];
}

/** No rate of any other currency than the euro. */
export const NO_RATES: RateOf = () => undefined;

/**
 * The charges to expect on a declaration that is accepted on a day, `2026-11-30` in Paris. An estimate by public texts:
 * customs alone assesses. Never throws, whatever the declaration.
 */
export function expectedCharges(declaration: unknown, day: string, rateOf: RateOf = NO_RATES): ExpectedCharges {
  const goods = declaredGoods(declaration, rateOf);
  const place = territoryOf(declaration);
  const relieved = isRelieved(goods);
  const ofDay = entriesOnDay(flatCharges, day);
  return {
    place,
    items: goods.items.map((item) => ({
      number: item.number,
      ...chargesOn(item, { goods, place, day, ofDay, relieved }),
    })),
  };
}

interface Circumstances {
  goods: DeclaredGoods;
  place: Destination;
  day: string;
  /** The flat charges of that day. */
  ofDay: readonly FlatCharge[];
  /** True for a gift within the relief; undefined where its value is not known. */
  relieved: boolean | undefined;
}

function isRelieved({ items }: DeclaredGoods): boolean | undefined {
  const total = items.reduce<number | undefined>(
    (sum, { value }) => (sum === undefined || value === undefined ? undefined : sum + value),
    0,
  );
  return total === undefined ? undefined : total <= GIFT_RELIEF_CENTS;
}

function chargesOn(item: DeclaredItem, circumstances: Circumstances): Omit<ItemCharges, 'number'> {
  const { goods, day, relieved } = circumstances;
  if (item.scheme === 'private' && relieved) return { charges: [relief], unknown: [] };
  if (item.scheme === 'private' && relieved === undefined) {
    const reason = reasonOf(item) ?? 'the value of another item is not known';
    return {
      charges: [],
      unknown: [
        { code: 'vat', reason },
        { code: 'customs-duty', reason },
      ],
    };
  }
  const flat = flatOn(item, circumstances);
  const vat = vatOn(item, flat, circumstances);
  const isTariff = !goods.areUnionGoods && !isSold(item) && day >= END_OF_RELIEF;
  return {
    charges: [...flat.map((one) => expectedFlat(one, item, goods)), ...('code' in vat && 'cents' in vat ? [vat] : [])],
    unknown: [
      ...('reason' in vat ? [vat] : []),
      ...(isTariff ? [{ code: 'customs-duty' as const, reason: tariffDuty }] : []),
      ...(overseas.includes(circumstances.place.territory) ? [octroi] : []),
    ],
  };
}

const relief: ExpectedCharge = {
  code: 'vat',
  text: 'VAT, relieved between private persons (C08)',
  cents: 0,
  base: null,
  payment: 'import',
  source: 'Guidance of the Commission on low value consignments, Ares(2020)7537849: up to 45 EUR',
  certainty: 'verified',
};

const tariffDuty = 'no distance sale: the duty is that of the tariff, which is not known here';
const octroi: UnknownCharge = {
  code: 'octroi-de-mer',
  reason: 'its rates are those of each territory, not known here',
};
const overseas: readonly string[] = ['guadeloupe', 'martinique', 'guyane', 'reunion', 'mayotte'];

const isSold = ({ scheme }: DeclaredItem) =>
  scheme === 'ioss' || scheme === 'special-arrangement' || scheme === 'distance-sale';

function flatOn(item: DeclaredItem, { goods, place, ofDay }: Circumstances): FlatCharge[] {
  if (goods.areUnionGoods || item.scheme === 'private') return [];
  return ofDay.filter(
    ({ owedFor, territories }) =>
      (owedFor === 'all' || isSold(item)) && (territories?.includes(place.territory) ?? true),
  );
}

function expectedFlat(charge: FlatCharge, { scheme }: DeclaredItem, { isRegistered }: DeclaredGoods): ExpectedCharge {
  const { code, text, cents, isByReturn, isDuty, source, certainty } = charge;
  const payment = isByReturn && (scheme === 'ioss' || isRegistered) ? 'return' : 'import';
  return { code, text, cents, base: null, payment, source, certainty, ...(isDuty && { isDuty }) };
}

/** VAT on the value, the costs of transport and what is charged beside it (VAT directive, article 86). */
function vatOn(
  item: DeclaredItem,
  flat: readonly FlatCharge[],
  { goods, place }: Circumstances,
): ExpectedCharge | UnknownCharge {
  const vat = { code: 'vat', text: 'VAT' } as const;
  if (item.scheme === 'ioss') return { ...vat, ...paidToVendor };
  const rates = vatRates[place.territory];
  if (!rates) return { code: 'vat', reason: 'the importer is in no territory whose rates are known here' };
  const certainty = weakest(rates.certainty, place.certainty);
  const payment = goods.isRegistered ? 'return' : 'import';
  const { source } = rates;
  if (rates.normal === 0) return { ...vat, cents: 0, base: null, perMille: 0, payment, source, certainty };
  const { value, costs } = item;
  if (value === undefined || costs === undefined)
    return { code: 'vat', reason: reasonOf(item) ?? 'a value or a cost is not known' };

  const listed = goodsAtRateOf(item.commodityCode);
  const [perMille, ...others] = listed
    ? listed.rates.map((rate) => (rate === 200 ? rates.normal : rates.lower(rate)))
    : [rates.normal];
  const sum = (charges: readonly FlatCharge[]) => charges.reduce((all, { cents }) => all + cents, 0);
  const base = value + costs + sum(flat);
  const least = base - sum(flat.filter(({ inVatBase }) => inVatBase === 'doubtful'));
  const cents = perMilleOf(base, perMille as number);
  const amounts = [perMille as number, ...others].flatMap((rate) => [perMilleOf(base, rate), perMilleOf(least, rate)]);
  const orElse = [...new Set(amounts)].filter((amount) => amount !== cents);
  return {
    ...vat,
    ...{ cents, base, perMille: perMille as number, payment },
    ...(orElse.length > 0 && { orElse }),
    source: listed ? `${source}; ${listed.heading}: ${listed.text}` : source,
    certainty: [...(listed ? [GOODS_CERTAINTY] : []), ...flat.map((one) => one.certainty)].reduce(weakest, certainty),
  };
}

const paidToVendor = {
  cents: 0,
  base: null,
  payment: 'import',
  source: 'paid to the vendor under IOSS (F48): none at import',
  certainty: 'verified',
} as const;

/** The reason for which the value of an item is not known in euro. */
function reasonOf({ unknownCurrencies: [first, ...more] }: DeclaredItem): string | undefined {
  if (first === undefined) return undefined;
  return `no rate is known of ${[first, ...more].join(' and ')} on that day`;
}

const bySureness: readonly Certainty[] = ['verified', 'inferred', 'secondary'];

/** The less sure of two. */
function weakest(one: Certainty, other: Certainty): Certainty {
  return bySureness.indexOf(one) >= bySureness.indexOf(other) ? one : other;
}
