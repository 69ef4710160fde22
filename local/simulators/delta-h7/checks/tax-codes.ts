/** The code of a charge in an assessment: 3 characters, and 4 for the national one (Response_H7 0.3.0). */
interface TaxCode {
  taxType: string;
  nationalTaxCode?: string;
}

export interface TaxCodes {
  /** The national code of each VAT rate. */
  vat: Readonly<Record<number, string>>;
  flatDuty: TaxCode;
  frenchTax: TaxCode;
  handlingFee: TaxCode;
}

/** GUESSES all but A445, the VAT at 20 % (example of Response_H7): DGDDI's code lists are not public. */
export const guessedTaxCodes: TaxCodes = {
  vat: { 20: 'A445', 10: 'A440', 5.5: 'A435', 2.1: 'A430', 8.5: 'A442' },
  flatDuty: { taxType: 'A00' },
  frenchTax: { taxType: '1PC', nationalTaxCode: 'Z190' },
  handlingFee: { taxType: 'A90' },
};
