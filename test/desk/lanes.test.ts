import { describe, expect, it } from 'vitest';
import { breakerStatus, type LaneStatus, laneStatus } from '../../desk/lanes/lane-status.ts';
import { laneLines } from '../../desk/render/lanes.ts';
import { RAMP } from '../../functions/admission/admit.ts';
import { bucketOf } from '../../functions/admission/hour.ts';
import { type AdmissionState, type Breaker, initialState } from '../../functions/admission/state.ts';
import { countParked } from '../../functions/ledger/count-parked.ts';
import { adviceFor, explain } from '../../schemas/causes.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { CauseCode } from '../../schemas/trouble.ts';
import { letterLife } from '../support/toy/life.ts';
import { TOY } from '../support/toy/register.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const SINCE = now.getTime() - 60_000;
const since = '2026-11-22T11:59:00.000Z';
const stateOf = (breaker: Breaker): AdmissionState => ({ ...initialState, breaker });
const until = now.getTime() + 5_000;

const status = (breaker: LaneStatus['breaker'], more: Partial<LaneStatus> = {}): LaneStatus => ({
  authority: TOY,
  breaker,
  hour: { used: 0, share: 1000 },
  waiting: { count: 0, more: false },
  outbox: 0,
  deadLetters: 0,
  alone: [],
  lastWord: null,
  ...more,
});
function texts(cause: CauseCode) {
  return { means: explain({ cause }).means, remedy: adviceFor({ cause }, settingsOf(TOY).urls) };
}
const whyOf = (one: LaneStatus) => laneLines([one], keptTerminal().terminal)[3];
const cells = (one: LaneStatus) => laneLines([one], keptTerminal().terminal)[1]?.split(/ {2,}/);

describe('the state of a lane', () => {
  it.each<[Breaker, LaneStatus['breaker'], string, string | undefined]>([
    [{ state: 'closed' }, { state: 'closed' }, 'closed', undefined],
    [
      { state: 'open', cause: 'http-503', since: SINCE, until },
      { state: 'open', cause: 'http-503', ...texts('http-503'), since, until: '2026-11-22T12:00:05.000Z' },
      'open',
      'toy is open until 2026-11-22 13:00:05 +01:00, since 2026-11-22 12:59:00 +01:00: http-503: the authority is not available now (503)',
    ],
    [
      { state: 'probing', cause: 'tls', detail: 'CERT_HAS_EXPIRED', since: SINCE, owner: 'a', leaseUntil: until },
      { state: 'probing', cause: 'tls', detail: 'CERT_HAS_EXPIRED', ...texts('tls'), since },
      'probing',
      'toy is probing since 2026-11-22 12:59:00 +01:00: tls (CERT_HAS_EXPIRED): no secure connection to the authority can be made (TLS)',
    ],
    [{ state: 'ramping', since: SINCE }, { state: 'ramping', since, percent: 28 }, 'ramping, 28 %', undefined],
    [{ state: 'ramping', since: now.getTime() - RAMP.ms }, { state: 'closed' }, 'closed', undefined],
    [
      { state: 'paused', reason: 'maintenance', since: SINCE },
      { state: 'paused', reason: 'maintenance', since },
      'paused',
      'toy is paused since 2026-11-22 12:59:00 +01:00: maintenance',
    ],
  ])('%j', (breaker, expected, shown, why) => {
    const told = breakerStatus(TOY, stateOf(breaker), now);
    expect(told).toEqual(expected);
    expect(cells(status(told))?.[1]).toBe(shown);
    expect(whyOf(status(told))).toBe(why);
  });

  it('[F21] [F22] is followed below the table by the remedy for a lane that cannot send', () => {
    const breakers = ['http-405', 'dns', 'closed'].map((cause) =>
      breakerStatus(
        TOY,
        stateOf(
          cause === 'closed' ? { state: 'closed' } : { state: 'open', cause: cause as CauseCode, since: SINCE, until },
        ),
        now,
      ),
    );
    const lines = laneLines(
      breakers.map((breaker) => status(breaker)),
      keptTerminal().terminal,
    );
    expect(lines.slice(4)).toEqual([
      '',
      expect.stringMatching(/^toy is open until .*: http-405: /),
      "  → correct baseUrl: it is another service's, or lacks a part",
      '',
      expect.stringMatching(/^toy is open until .*: dns: /),
      expect.stringMatching(/^ {2}→ correct baseUrl, or the DNS of the network/),
    ]);
  });

  it('[F8] [F21] includes causes, remedies and the messages that fail alone, also in a terminal of 80 columns', () => {
    const { terminal } = keptTerminal();
    const open = stateOf({ state: 'open', cause: 'tls', detail: 'CERT_HAS_EXPIRED', since: SINCE, until });
    const alone = { reference: 'R'.repeat(22), kind: 'declaration', message: 'Reminder' } as const;
    const lines = laneLines(
      [
        status(breakerStatus(TOY, open, now), {
          ...{ hour: { used: 149_000, share: 150_000 }, waiting: { count: 1000, more: true } },
          alone: [{ ...alone, failures: 3, next: since, cause: 'http-500' }],
        }),
      ],
      { ...terminal, width: 80 },
    );
    expect(lines.filter((line) => [...line].length > 80)).toEqual([]);
    const text = lines.join(' ').replaceAll(/ +/g, ' ');
    expect(text).toContain(`tls (CERT_HAS_EXPIRED): ${texts('tls').means}`);
    expect(text).toContain(`→ ${texts('tls').remedy}`);
    expect(text).toContain('failed 3 times, http-500; next try 2026-11-22 12:59:00 +01:00');
    expect(text).toContain('npx declarant withdraw REFERENCE --reason');
  });

  it('has the reason of the latest resume, until the lane is paused again', () => {
    const lastWord = { word: 'resumed', reason: 'toymaker is back', at: since } as const;
    expect(whyOf(status({ state: 'closed' }, { lastWord }))).toBe(
      'toy resumed 2026-11-22 12:59:00 +01:00: toymaker is back',
    );
    const paused = status({ state: 'paused', reason: 'again', since }, { lastWord });
    expect(whyOf(paused)).toBe('toy is paused since 2026-11-22 12:59:00 +01:00: again');
  });

  it("includes the grants of the last hour beside the hour's share", async () => {
    const bucket = (minutes: number) => bucketOf(now.getTime() - minutes * 60_000);
    const hour = { [bucket(0)]: 10, [bucket(59)]: 20, [bucket(61)]: 400 };
    const found = await laneStatus(
      TOY,
      {
        laneSwitch: { state: async () => ({ ...initialState, hour }), lastWord: async () => undefined },
        ledger: memoryLedger(),
        share: { perSecond: 1, perHour: 120 },
        outbox: Promise.resolve(3),
        deadLetters: Promise.resolve(1),
      },
      now,
    );
    expect(found).toMatchObject({ hour: { used: 30, share: 120 }, outbox: 3, deadLetters: 1, lastWord: null });
    expect(cells(found)?.slice(2)).toEqual(['30 of 120 (25 %)', '0', '3', '1']);
    expect(cells({ ...found, hour: { used: 30, share: null } })?.[2]).toBe('30');
  });

  it('includes the number of parked messages, whenever they are due, counted up to a limit', async () => {
    const ledger = memoryLedger();
    const life = letterLife(ledger);
    for (const day of ['21', '22', '30']) {
      await life.sent(`WAITS-${day}`, `2026-11-${day}T10:00:00.000Z`);
      await life.held(`WAITS-${day}`, `2026-11-${day}T10:00:00.000Z`);
    }
    await life.sent('SENT', since);
    expect(await countParked(ledger, TOY)).toEqual({ count: 3, more: false });
    expect(await countParked(ledger, TOY, 3)).toEqual({ count: 3, more: false });
    expect(await countParked(ledger, TOY, 2)).toEqual({ count: 2, more: true });
    expect(cells(status({ state: 'closed' }, { waiting: { count: 2, more: true } }))?.[3]).toBe('more than 2');
  });
});
