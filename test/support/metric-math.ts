/**
 * The part of CloudWatch's metric math that our alarms use: numbers, names, + - * /, comparisons, lists,
 * and IF, FILL and SUM. A series has a value or nothing for each period, oldest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export type Series = readonly (number | undefined)[];
type Value = number | Series | Series[];

export interface MathOptions {
  /** True if FILL makes values for a series without any; it is not documented, and no alarm may depend on it. */
  fillsEmpty: boolean;
}

/**
 * @throws {SyntaxError} where it is none that is known here
 */
export function evaluate(expression: string, series: Readonly<Record<string, Series>>, options: MathOptions): Series {
  const parser = new Parser(expression, series, options);
  const result = parser.whole();
  if (!isSeries(result)) throw new SyntaxError(`${expression}: an alarm's expression returns one series`);
  return result;
}

const isSeries = (value: Value): value is Series => Array.isArray(value) && !Array.isArray(value[0]);
const flag = (is: boolean) => (is ? 1 : 0);
const operators: Record<string, (a: number, b: number) => number> = {
  '>=': (a, b) => flag(a >= b),
  '<=': (a, b) => flag(a <= b),
  '>': (a, b) => flag(a > b),
  '<': (a, b) => flag(a < b),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};
const LEVELS = [
  ['>=', '<=', '>', '<'],
  ['+', '-'],
  ['*', '/'],
];

class Parser {
  readonly #expression: string;
  readonly #tokens: string[];
  readonly #series: Readonly<Record<string, Series>>;
  readonly #options: MathOptions;

  constructor(expression: string, series: Readonly<Record<string, Series>>, options: MathOptions) {
    this.#expression = expression;
    this.#tokens = expression.match(/\d+(?:\.\d+)?|\w+|[<>]=?|\S/g) ?? [];
    this.#series = series;
    this.#options = options;
  }

  whole(): Value {
    const value = this.#level(0);
    if (this.#tokens.length > 0) this.#fail(this.#tokens[0]);
    return value;
  }

  #level(level: number): Value {
    const here = LEVELS[level];
    if (!here) return this.#term();
    let left = this.#level(level + 1);
    while (here.includes(this.#tokens[0] ?? '')) {
      const operator = operators[this.#tokens.shift() as string] as (a: number, b: number) => number;
      left = combined([left, this.#level(level + 1)], (a, b) => operator(a as number, b as number));
    }
    return left;
  }

  #term(): Value {
    const token = this.#tokens.shift();
    if (token === undefined) this.#fail(token);
    if (token === '(') {
      const value = this.#level(0);
      this.#expect(')');
      return value;
    }
    if (token === '[') return this.#list(']').map((one) => (isSeries(one) ? one : this.#fail('[')));
    if (/^\d/.test(token)) return Number(token);
    if (this.#tokens[0] === '(') {
      this.#tokens.shift();
      return this.#call(token, this.#list(')'));
    }
    return this.#series[token] ?? this.#fail(token);
  }

  #list(end: string): Value[] {
    const values = [this.#level(0)];
    while (this.#tokens[0] === ',') {
      this.#tokens.shift();
      values.push(this.#level(0));
    }
    this.#expect(end);
    return values;
  }

  #call(name: string, given: Value[]): Value {
    const [first, second] = given as [Value, Value];
    switch (name) {
      case 'IF':
        if (given.length !== 3) this.#fail(name);
        return combined(given, (is, yes, no) => (is ? yes : no));
      case 'FILL':
        if (given.length !== 2 || !isSeries(first) || typeof second !== 'number') this.#fail(name);
        if (!this.#options.fillsEmpty && first.every((value) => value === undefined)) return first;
        return first.map((value) => value ?? second);
      case 'SUM':
        // Several series are combined period by period, without the missing values.
        if (given.length !== 1 || typeof first === 'number' || isSeries(first)) this.#fail(name);
        return (first[0] ?? []).map((_, n) => {
          const there = first.flatMap((one) => one[n] ?? []);
          return there.length > 0 ? there.reduce((a, b) => a + b) : undefined;
        });
      default:
        return this.#fail(name);
    }
  }

  #expect(token: string): void {
    if (this.#tokens.shift() !== token) this.#fail(token);
  }

  #fail(at: string | undefined): never {
    throw new SyntaxError(`${this.#expression}: not known here at ${at ?? 'its end'}`);
  }
}

/** Period by period; a missing value, or a result that is no number, yields nothing. */
function combined(values: Value[], act: (...values: (number | undefined)[]) => number | undefined): Value {
  const series = values.filter((value): value is Series => typeof value !== 'number');
  if (series.length === 0) return act(...(values as number[])) as number;
  return (series[0] as Series).map((_, n) => {
    const at = values.map((value) => (typeof value === 'number' ? value : (value as Series)[n]));
    if (at.includes(undefined)) return undefined;
    const result = act(...at);
    return Number.isFinite(result) ? result : undefined;
  });
}
