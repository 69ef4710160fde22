/** An item of a declaration: by default a T-shirt of 20 EUR, sold at a distance. */
export function line(more: object = {}, ...codes: string[]) {
  return {
    itemNumber: 1,
    goodsDescription: 'Cotton T-shirt',
    commodityCode: '610910',
    intrinsicValue: { intrinsicValueAmount: 20, intrinsicValueCurrency: 'EUR' },
    additionalProcedure: (codes.length > 0 ? codes : ['F53']).map((additionalProcedureCode) => ({
      additionalProcedureCode,
    })),
    ...more,
  };
}

export const worth = (intrinsicValueAmount: number | string, intrinsicValueCurrency = 'EUR') => ({
  intrinsicValue: { intrinsicValueAmount, intrinsicValueCurrency },
});

interface Importer {
  postcode?: string;
  country?: string;
  [more: string]: unknown;
}

/** A declaration of these items, whose importer lives under a postcode. */
export function declared(items: readonly object[], { postcode = '69003', country = 'FR', ...more }: Importer = {}) {
  return {
    genericInformation: { declarationType: 'IM', additionalDeclarationType: 'A' },
    importer: { importerAddress: { importerCountry: country, importerPostcode: postcode } },
    items: items.map((item, index) => ({ ...item, itemNumber: index + 1 })),
    ...more,
  };
}
