import { describe, expect, it } from 'vitest';
import { type AlarmProperties, type Point, stateOf } from '../../support/alarm-state.ts';
import { evaluate } from '../../support/metric-math.ts';

const _ = undefined;
const filled = { fillsEmpty: true };

describe('the metric math of our alarms', () => {
  it.each([
    ['1 + 2 * a - (b - 1) / 2', { a: [1, 2], b: [3, 5] }, [2, 3]],
    ['a >= 2', { a: [1, 2, _] }, [0, 1, _]],
    ['a < b', { a: [1, 2], b: [2, 1] }, [1, 0]],
    ['IF(a >= 2, 100 * FILL(b, 0) / a, 0)', { a: [4, 1, _, 2], b: [1, 1, 1, _] }, [25, 0, _, 0]],
    ['a / b', { a: [1, 1], b: [0, _] }, [_, _]],
    ['SUM([FILL(a, 0), b])', { a: [1, _, _], b: [2, 3, _] }, [3, 3, 0]],
  ])('%s', (expression, series, result) => {
    expect(evaluate(expression, series, filled)).toEqual(result);
  });

  it('does not fill a series without any value, which CloudWatch may not do either', () => {
    const series = { a: [_, _], b: [1, _] };
    expect(evaluate('SUM([FILL(a, 0), FILL(b, 0)])', series, { fillsEmpty: false })).toEqual([1, 0]);
    expect(evaluate('FILL(a, 0)', series, { fillsEmpty: false })).toEqual([_, _]);
    expect(evaluate('FILL(a, 0)', series, filled)).toEqual([0, 0]);
  });

  it.each(['c', 'AVG(a)', 'a +', '(a', 'FILL(a)', 'SUM(a)', '1 + 1', 'a a'])('knows no %s', (expression) => {
    expect(() => evaluate(expression, { a: [1] }, filled)).toThrow(SyntaxError);
  });
});

describe('the state of an alarm', () => {
  const alarm: AlarmProperties = {
    AlarmName: 'a',
    AlarmDescription: '',
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    EvaluationPeriods: 2,
    Threshold: 3,
    TreatMissingData: 'notBreaching',
    Namespace: 'N',
    MetricName: 'M',
    Dimensions: [{ Name: 'd', Value: 'x' }],
    Period: 60,
    Statistic: 'Sum',
  };
  const at = 1_800_000_000_000;
  const point = (secondsAgo: number, value: number, more: Partial<Point> = {}): Point => ({
    namespace: 'N',
    name: 'M',
    dimensions: { d: 'x' },
    value,
    at: at - secondsAgo * 1000,
    ...more,
  });
  const both = [point(0, 3), point(61, 2), point(119, 1)];

  it('is ALARM where every period is beyond the threshold', () => {
    expect(stateOf(alarm, both, at)).toBe('ALARM');
    expect(stateOf(alarm, both.slice(0, 2), at)).toBe('OK');
    expect(stateOf(alarm, both, at + 2000)).toBe('OK');
  });

  it('depends on the exact dimensions', () => {
    for (const dimensions of [{}, { d: 'y' }, { d: 'x', e: 'z' }])
      expect(stateOf(alarm, [point(0, 9, { dimensions }), point(70, 9)], at)).toBe('OK');
    expect(stateOf(alarm, [point(0, 9, { namespace: 'O' }), point(70, 9)], at)).toBe('OK');
  });

  it('treats missing periods as the alarm says', () => {
    const treated = (TreatMissingData: string) => stateOf({ ...alarm, TreatMissingData }, [point(0, 3)], at);
    expect(['breaching', 'notBreaching', 'ignore', 'missing'].map(treated)).toEqual([
      'ALARM',
      'OK',
      'unchanged',
      'INSUFFICIENT_DATA',
    ]);
  });

  it.each([
    ['Sum', 6],
    ['Maximum', 4],
    ['SampleCount', 3],
    ['p99', 4],
  ])('takes the %s of a period', (Statistic, value) => {
    const points = [point(0, 4), point(1, 1), point(2, 1)];
    const stateFrom = (Threshold: number) =>
      stateOf({ ...alarm, Statistic, Threshold, EvaluationPeriods: 1 }, points, at);
    expect([stateFrom(value), stateFrom(value + 0.1)]).toEqual(['ALARM', 'OK']);
  });
});
