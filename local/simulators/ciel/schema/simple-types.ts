/** The fault of a text as a value of a simple type, with the constraint's name; undefined where it is one. */
export type SimpleType = (written: string) => string | undefined;

/** Bounds of a text: a length in characters, an expression, or a list. */
interface TextBounds {
  least?: number;
  most?: number;
  like?: RegExp;
  among?: readonly string[];
}

/** `xsd:string`: spaces count. */
export function text({ least = 0, most = Number.POSITIVE_INFINITY, like, among }: TextBounds = {}): SimpleType {
  return (written) => {
    const length = [...written].length;
    if (among && !among.includes(written))
      return `cvc-enumeration-valid : la valeur '${written}' n'est pas l'une des valeurs prévues`;
    if (length < least && least === most) return lengthFault(written, least);
    if (length < least) return `cvc-minLength-valid : la valeur '${written}' a moins de ${least} caractères`;
    if (length > most) return least === most ? lengthFault(written, least) : tooLong(written, most);
    if (like && !like.test(written))
      return `cvc-pattern-valid : la valeur '${written}' ne suit pas le modèle '${like.source.slice(1, -1)}'`;
    return undefined;
  };
}

const lengthFault = (written: string, length: number) =>
  `cvc-length-valid : la valeur '${written}' n'a pas ${length} caractères`;
const tooLong = (written: string, most: number) =>
  `cvc-maxLength-valid : la valeur '${written}' a plus de ${most} caractères`;

/** Bounds of a number, as decimals. */
interface DecimalBounds {
  /** The digits after the point that may be other than a zero at the end. */
  digits?: number;
  least?: number;
  above?: number;
  below?: number;
}

/** `xsd:decimal`, whose spaces around it do not count. */
export function decimal({ digits, least, above, below }: DecimalBounds): SimpleType {
  return (written) => {
    const value = collapsed(written);
    if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value)) return notOf('decimal', written);
    const fraction = value.split('.')[1]?.replace(/0+$/, '') ?? '';
    if (digits !== undefined && fraction.length > digits)
      return `cvc-fractionDigits-valid : la valeur '${value}' a plus de ${digits} décimales`;
    const number = Number(value);
    if (least !== undefined && number < least) return outside('cvc-minInclusive-valid', value);
    if (above !== undefined && number <= above) return outside('cvc-minExclusive-valid', value);
    return below !== undefined && number >= below ? outside('cvc-maxExclusive-valid', value) : undefined;
  };
}

/** Bounds of a whole number, and its digits in all. */
interface IntegerBounds {
  least: number;
  most?: number;
  digits?: number;
}

/** A whole number: of `xsd:int` where it is bounded above, else one of any size. */
export function integer({ least, most = Number.POSITIVE_INFINITY, digits }: IntegerBounds): SimpleType {
  return (written) => {
    const value = collapsed(written);
    if (!/^[+-]?\d+$/.test(value)) return notOf('integer', written);
    const number = Number(value);
    if (digits !== undefined && String(Math.abs(number)).length > digits)
      return `cvc-totalDigits-valid : la valeur '${value}' a plus de ${digits} chiffres`;
    if (number < least) return outside('cvc-minInclusive-valid', value);
    return number > most ? outside('cvc-maxInclusive-valid', value) : undefined;
  };
}

/** `xsd:boolean`. */
export const boolean: SimpleType = (written) =>
  ['true', 'false', '1', '0'].includes(collapsed(written)) ? undefined : notOf('boolean', written);

/** `xsd:date`: a day of the calendar, with a zone or without. */
export const date: SimpleType = (written) => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(collapsed(written)) ?? [];
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isOne = found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day);
  return isOne ? undefined : notOf('date', written);
};

const collapsed = (written: string) => written.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
const notOf = (type: string, written: string) =>
  `cvc-datatype-valid.1.2.1 : '${written}' n'est pas une valeur du type '${type}'`;
const outside = (constraint: string, value: string) => `${constraint} : la valeur '${value}' est hors des limites`;
