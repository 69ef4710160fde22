import { describe, expect, it } from 'vitest';
import { alarms } from '../../../schemas/alarms.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import { synthesizedAlarms } from '../../support/alarms.ts';

describe('the configuration of the alarms', () => {
  it('has a default for every setting', () => {
    expect(schemaFaults(alarms, undefined)).toEqual([]);
    expect(alarms.parse({})).toMatchObject({
      emails: [],
      errorRate: { percent: 10, minimumMessages: 50, byMessage: {} },
      openMinutes: 15,
      openLongMinutes: 240,
      errorsOfDay: 3,
      untakenMinutes: 60,
      silentMinutes: 60,
    });
  });

  it.each([
    ['/emails/0', { emails: ['nobody'] }, 'an e-mail address', 'correct this value'],
    ['/emails', { emails: ['a@b.org', 'a@b.org'] }, 'name each address once', 'correct this value'],
    ['/errorRate/percent', { errorRate: { percent: 101 } }, 'at most 100 %', 'give a smaller value'],
    ['/errorRate/percent', { errorRate: { percent: 0 } }, 'more than 0 %', 'give a larger value'],
    [
      '/technicalErrorRate/minimumMessages',
      { technicalErrorRate: { minimumMessages: 0 } },
      'at least 1 messages',
      'give a larger value',
    ],
    [
      '/errorRate/byMessage/Creation_H8',
      { errorRate: { byMessage: { Creation_H8: {} } } },
      'unknown property',
      'remove it, or correct its spelling',
    ],
    [
      '/errorRate/byMessage/Response_H7',
      { errorRate: { byMessage: { Response_H7: {} } } },
      'unknown property',
      'remove it, or correct its spelling',
    ],
    ['/errorRateMinutes', { errorRateMinutes: 1441 }, 'at most 1440 minutes', 'give a smaller value'],
    ['/errorRateMinutes', { errorRateMinutes: 7.5 }, 'whole number', 'give a whole number'],
    ['/openLongMinutes', { openMinutes: 60, openLongMinutes: 60 }, 'more than openMinutes', 'correct this value'],
    ['/oldestMessageMinutes', { oldestMessageMinutes: 4 }, 'at least 5 minutes', 'give a larger value'],
    ['/callbackSeconds', { callbackSeconds: 30 }, 'at most 29 s', 'give a smaller value'],
    ['/runbook', { runbook: 'two words' }, 'up to 300 characters without a space', 'correct this value'],
    ['/silentMinutes', { silentMinutes: 61 }, 'an even number', 'correct this value'],
    ['/silentMinutes', { silentMinutes: 8 }, 'at least 10 minutes', 'give a larger value'],
    ['/email', { email: 'a@b.org' }, 'unknown property', 'remove it, or correct its spelling'],
  ])('is refused at %s with the rule and the remedy: %j', (pointer, value, rule, remedy) => {
    expect(schemaFaults(alarms, value)).toMatchObject([{ pointer, rule, remedy }]);
  });

  it('sets each threshold', { timeout: 60_000 }, () => {
    const settings = {
      errorRate: { percent: 7, minimumMessages: 8, byMessage: { Validation_H7: { percent: 3 } } },
      technicalErrorRate: { byMessage: { Creation_H7: { minimumMessages: 9 } } },
      errorRateMinutes: 30,
      openMinutes: 20,
      openLongMinutes: 200,
      oldestMessageMinutes: 45,
      overdueMessages: 11,
      tokenFailures: 12,
      unauthorisedCallbacks: 13,
      callbackSeconds: 1.5,
      functionErrors: 14,
      errorsOfDay: 15,
      untakenMinutes: 70,
      refusedCalls: 16,
      blockedCalls: 17,
      silentMinutes: 40,
      ledgerThrottles: 18,
      ledgerErrors: 19,
    };
    const { alarm } = synthesizedAlarms(settings, ['shop-1'], {}, { webAcl: true });
    const thresholds = Object.fromEntries(
      [
        'error-rate delta-h7 Creation_H7',
        'error-rate delta-h7 Validation_H7',
        'technical-error-rate delta-h7 Creation_H7',
        'lane-open delta-h7',
        'lane-open-long delta-h7',
        'oldest-message delta-h7',
        'answers-overdue delta-h7',
        'token-failures delta-h7',
        'callbacks-unauthorised',
        'callbacks-slow',
        'function-errors receive',
        'errors-of-day delta-h7 Creation_H7',
        'outcomes-untaken shop-1',
        'callbacks-turned-away',
        'callbacks-blocked',
        'ledger-throttled',
        'ledger-errors',
      ].map((title) => [title, alarm(title).Threshold]),
    );
    expect(Object.values(thresholds)).toEqual([
      ...[7, 3, 5, 20, 200, 2700, 11, 12, 13, 1500, 14],
      ...[15, 4200, 16, 17, 18, 19],
    ]);
    expect(alarm('callbacks-missing delta-h7').Metrics?.[1]?.MetricStat?.Period).toBe(20 * 60);
    const rateOf = (title: string) => alarm(title).Metrics ?? [];
    expect(rateOf('error-rate delta-h7 Validation_H7')[0]?.Expression).toMatch(/^IF\(accepted >= 8,/);
    expect(rateOf('technical-error-rate delta-h7 Creation_H7')[0]?.Expression).toMatch(/^IF\(accepted >= 9,/);
    expect(rateOf('error-rate delta-h7 Creation_H7')[1]?.MetricStat?.Period).toBe(1800);
  });
});
