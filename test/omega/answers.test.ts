import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../functions/authorities/authority.ts';
import { judgeAnswer } from '../../functions/authorities/omega/judge.ts';
import { builtInDescriptor } from '../../schemas/omega/descriptor/built-in.ts';
import { annexA } from '../../schemas/omega/labels/annex-a.ts';
import type { OmegaLane } from '../../schemas/omega/lane.ts';
import type { Step } from '../../schemas/omega/steps.ts';
import { troubles } from '../../schemas/omega/troubles.ts';

const VERIFY = 'VerifierRecevabiliteTJDC';
const CREATE = 'CreerDemandeTJDC';
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
/** A Monday, 10:00 in Paris. */
const NOW = Date.parse('2026-11-30T09:00:00Z');
const MINUTE_MS = 60_000;

const envelope = (body: string) => `<s:Envelope xmlns:s="${SOAP}"><s:Body>${body}</s:Body></s:Envelope>`;
function answer(step: Step, type: string, code: string, messages: string[], made = ''): string {
  const labels = messages.map((one) => `<MessageRetour>${one}</MessageRetour>`).join('');
  const retour = `<Retour><CodeRetour>${code}</CodeRetour>${labels}</Retour>`;
  return envelope(
    `<ReponseWS${step}><TypeRetourDialogue>${type}</TypeRetourDialogue>${retour}${made}</ReponseWS${step}>`,
  );
}
const number = '<ReponseCreerDemandeObjet><NumeroDemande>4711</NumeroDemande></ReponseCreerDemandeObjet>';
const fault = (code: string) =>
  envelope(`<s:Fault><faultcode>s:${code}</faultcode><faultstring>no</faultstring></s:Fault>`);
const page = '<html><body><h1>Welcome</h1></body></html>';

interface Judged {
  httpStatus?: number;
  openingHours?: OmegaLane['openingHours'];
  retryMs?: number;
  now?: number;
}
function judge(step: Step, text: string, { httpStatus = 200, openingHours, retryMs, now = NOW }: Judged = {}): Verdict {
  const lane = { retryMinutes: 30, openingHours };
  return judgeAnswer({ httpStatus, text, retryMs }, { step, lane, descriptor: builtInDescriptor, now: () => now });
}

describe('each step is done with one answer', () => {
  it('[OM-1] the first with P', () => {
    const raw = answer(VERIFY, 'P', 'Message', ['Demande recevable']);
    expect(judge(VERIFY, raw)).toEqual({
      ...{ kind: 'accepted', httpStatus: 200 },
      answer: {
        message: `ReponseWS${VERIFY}`,
        body: JSON.stringify({
          ...{ TypeRetourDialogue: 'P', Retour: { CodeRetour: 'Message', MessageRetour: ['Demande recevable'] } },
        }),
        raw,
      },
    });
  });

  it('[OM-1] the second with T and a number, or the code of its success', () => {
    for (const text of [
      answer(CREATE, 'T', 'DmdOkDD', ['Votre demande a été prise en compte']),
      answer(CREATE, 'T', 'Ok', [], number),
    ])
      expect(judge(CREATE, text)).toMatchObject({
        kind: 'accepted',
        answer: { message: `ReponseWS${CREATE}`, raw: text },
      });
  });

  it('[OM-1] whatever the status that comes with it', () => {
    const text = answer(CREATE, 'T', 'DmdOkDD', [], number);
    for (const httpStatus of [202, 403, 500])
      expect(judge(CREATE, text, { httpStatus })).toMatchObject({ kind: 'accepted' });
  });
});

describe('an answer A', () => {
  const final = annexA.filter(({ retriable, interrupted }) => !retriable && !interrupted).map(({ label }) => label);

  it.each([...final, 'A label of another version'])('[OM-3] is final: %s', (label) => {
    for (const step of [VERIFY, CREATE] as const) {
      const text = answer(step, 'A', 'DmdKo', [label]);
      expect(judge(step, text)).toMatchObject({ kind: 'accepted', answer: { message: `ReponseWS${step}`, raw: text } });
    }
  });

  it.each(annexA.filter(({ retriable }) => retriable))('[OM-3] goes again: $label', ({ label, retriable }) => {
    for (const step of [VERIFY, CREATE] as const)
      expect(judge(step, answer(step, 'A', 'DmdKo', [label]))).toEqual({
        ...{ kind: 'unavailable', cause: 'http-200', detail: `service-${retriable}`, httpStatus: 200 },
        ...{ error: { errorCode: 'http-200', errorDescription: label } },
        ...{ mayHaveArrived: false, retryMs: 30 * MINUTE_MS },
      });
  });

  it('[OM-3] is final where another message stands beside one that goes again', () => {
    const messages = annexA.filter(({ retriable }) => retriable).map(({ label }) => label);
    for (const all of [
      [...messages, 'Etat du CAD invalide'],
      ['Etat du CAD invalide', ...messages],
    ])
      expect(judge(VERIFY, answer(VERIFY, 'A', 'DmdKo', all)).kind).toBe('accepted');
  });

  it.each(annexA.filter(({ retriable }) => retriable))(
    '[OM-4] is final with the number of a request, which was made then: $label',
    ({ label }) => {
      const text = answer(CREATE, 'A', 'DmdKo', [label], number);
      expect(judge(CREATE, text)).toMatchObject({ kind: 'accepted', answer: { message: `ReponseWS${CREATE}` } });
    },
  );

  it('[OM-3] without a message is final', () => {
    expect(judge(VERIFY, answer(VERIFY, 'A', 'DmdKo', []))).toMatchObject({ kind: 'accepted' });
  });
});

describe('closed hours', () => {
  const closed = annexA.find(({ retriable }) => retriable === 'closed')?.label ?? '';
  const maintenance = annexA.find(({ retriable }) => retriable === 'maintenance')?.label ?? '';
  const openingHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' } as const;
  const retryAt = (at: string, label = closed) => {
    const now = Date.parse(at);
    const hours = { ...openingHours, days: [...openingHours.days] };
    const { retryMs = 0 } = judge(VERIFY, answer(VERIFY, 'A', 'DmdKo', [label]), { openingHours: hours, now }) as {
      retryMs?: number;
    };
    return new Date(now + retryMs).toISOString();
  };

  it.each([
    ['early on a day', '2026-11-30T05:00:00Z', '2026-11-30T07:00:00.000Z'],
    ['late on a day', '2026-11-30T19:30:00Z', '2026-12-01T07:00:00.000Z'],
    ['at the end', '2026-11-30T19:00:00Z', '2026-12-01T07:00:00.000Z'],
    ['on a Friday evening', '2026-12-04T20:00:00Z', '2026-12-07T07:00:00.000Z'],
    ['on a Sunday, before the clock goes forward', '2026-03-28T12:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['after midnight in Paris, on the day before in UTC', '2026-11-29T23:30:00Z', '2026-11-30T07:00:00.000Z'],
    // A holiday, or other hours: half an hour on, as without opening hours.
    ['while it should be open', '2026-11-30T09:00:00Z', '2026-11-30T09:30:00.000Z'],
  ])('[OM-3] %s are waited for', (_, at, again) => {
    expect(retryAt(at)).toBe(again);
  });

  it('[OM-3] say nothing about a maintenance', () => {
    expect(retryAt('2026-11-30T05:00:00Z', maintenance)).toBe('2026-11-30T05:30:00.000Z');
  });

  it('[OM-3] may be on one day of the week', () => {
    const hours = { days: ['mon' as const], from: '08:00', to: '20:00' };
    const text = answer(VERIFY, 'A', 'DmdKo', [closed]);
    const week = Date.parse('2026-12-07T07:00:00Z') - Date.parse('2026-11-30T20:00:00Z');
    const now = Date.parse('2026-11-30T20:00:00Z');
    expect(judge(VERIFY, text, { openingHours: hours, now })).toMatchObject({ retryMs: week });
  });
});

describe('an answer that leaves open what was done', () => {
  const interrupted = annexA.find((one) => one.interrupted)?.label ?? '';

  it.each([[[interrupted]], [[`${interrupted} E42`]], [['Etat du CAD invalide', interrupted]]])(
    '[OM-4] is unclear in either step: %j',
    (messages) => {
      for (const step of [VERIFY, CREATE] as const)
        expect(judge(step, answer(step, 'A', 'DmdKo', messages))).toMatchObject({
          ...{ kind: 'unclear', httpStatus: 200, error: { errorDescription: interrupted } },
        });
    },
  );

  it('[OM-4] is unclear where the words stand behind a label that goes again', () => {
    for (const { label } of annexA.filter(({ retriable }) => retriable))
      expect(judge(CREATE, answer(CREATE, 'A', 'DmdKo', [`${label} ${interrupted}`])).kind).toBe('unclear');
  });

  it('[OM-4] is unclear with the number of the request where there is one', () => {
    const error = { errorDescription: `${interrupted} (NumeroDemande 4711)` };
    expect(judge(CREATE, answer(CREATE, 'A', 'DmdKo', [interrupted], number))).toMatchObject({
      kind: 'unclear',
      error,
    });
  });

  it.each<[string, Step, string]>([
    ['T in the first step', VERIFY, answer(VERIFY, 'T', 'DmdOkDD', [], number)],
    ['P in the second step', CREATE, answer(CREATE, 'P', 'Message', ['Demande recevable'])],
    ['T without a number and without its code', CREATE, answer(CREATE, 'T', 'Message', [])],
    ['another type', CREATE, answer(CREATE, 'X', 'Message', ['?'])],
  ])('[OM-4] may have been done: %s', (_, step, text) => {
    const verdict = { kind: 'unavailable', detail: 'answer-out-of-step', mayHaveArrived: true };
    expect(judge(step, text)).toMatchObject(verdict);
  });

  it.each([
    ['soap-fault', fault('Server'), 500],
    ['soap-fault', fault('Client'), 200],
    ['page-instead', page, 200],
    ['soap-unreadable', '', 200],
    ['soap-unreadable', answer(CREATE, 'T', 'DmdOkDD', [], number).slice(0, 200), 200],
    ['soap-unreadable', answer(VERIFY, 'P', 'Message', []).replaceAll(VERIFY, CREATE), 200],
  ])('[OM-4] may have been done, and is told as what it is: %s', (detail, text, httpStatus) => {
    const verdict = { kind: 'unavailable', detail, cause: `http-${httpStatus}`, httpStatus, mayHaveArrived: true };
    expect(judge(VERIFY, text, { httpStatus })).toMatchObject(verdict);
    // The answer to one step is none to the other.
    if (text !== answer(VERIFY, 'P', 'Message', []).replaceAll(VERIFY, CREATE))
      expect(judge(CREATE, text, { httpStatus })).toMatchObject(verdict);
  });

  it('[OM-4] has the words of the fault, or of the page, and says what they are of', () => {
    expect(judge(VERIFY, fault('Server'), { httpStatus: 500 })).toMatchObject({
      error: { errorCode: 'Server', errorDescription: expect.stringMatching(/SOAP fault.*: no$/) },
    });
    expect(judge(VERIFY, page)).toMatchObject({
      error: { errorDescription: expect.stringMatching(/^a page .*: Welcome$/) },
    });
  });
});

describe('a response that is not of OMEGA', () => {
  it.each([500, 502, 504])('with the status %d may have arrived', (httpStatus) => {
    for (const step of [VERIFY, CREATE] as const)
      expect(judge(step, page, { httpStatus })).toMatchObject({ kind: 'unavailable', mayHaveArrived: true });
  });

  it.each([429, 503])(
    '[OM-4] with the status %d was not taken, of which only the first step is sure enough',
    (httpStatus) => {
      const verdict = { kind: 'unavailable', cause: `http-${httpStatus}`, retryMs: 7000 };
      expect(judge(VERIFY, '', { httpStatus, retryMs: 7000 })).toMatchObject({ ...verdict, mayHaveArrived: false });
      expect(judge(CREATE, '', { httpStatus, retryMs: 7000 })).toMatchObject({ ...verdict, mayHaveArrived: true });
    },
  );

  it.each([400, 409, 422])('[OM-4] with the status %d may have been done where it is the second step', (httpStatus) => {
    expect(judge(VERIFY, page, { httpStatus })).toMatchObject({ kind: 'misdirected', cause: `http-${httpStatus}` });
    const verdict = { kind: 'unavailable', cause: `http-${httpStatus}`, mayHaveArrived: true };
    expect(judge(CREATE, page, { httpStatus })).toMatchObject(verdict);
  });

  it.each([302, 404, 405, 413, 415])('with the status %d is a fault of the configuration', (httpStatus) => {
    for (const step of [VERIFY, CREATE] as const)
      expect(judge(step, page, { httpStatus })).toMatchObject({ kind: 'misdirected', cause: `http-${httpStatus}` });
  });

  it.each(['VersionMismatch', 'MustUnderstand'])('that has not looked at the request is one, too: %s', (code) => {
    for (const step of [VERIFY, CREATE] as const)
      expect(judge(step, fault(code), { httpStatus: 500 })).toMatchObject({
        kind: 'misdirected',
        detail: 'soap-not-understood',
      });
  });

  it.each([
    [401, '', 'certificate-foreign-access'],
    [403, page, 'certificate-foreign-access'],
    [403, fault('Client'), 'certificate-foreign-access'],
    [400, '<html>400 No required SSL certificate was sent</html>', 'certificate-missing-at-server'],
    [400, '<html>400 The SSL certificate error</html>', 'certificate-foreign-access'],
  ])('[OM-5] with the status %d does not admit the certificate: %s', (httpStatus, text, detail) => {
    for (const step of [VERIFY, CREATE] as const)
      expect(judge(step, text, { httpStatus })).toMatchObject({
        ...{ kind: 'unauthorised', cause: `http-${httpStatus}`, detail, httpStatus },
      });
  });
});

describe('the troubles of a lane to OMEGA', () => {
  it('are each explained', () => {
    for (const { means, remedy } of Object.values(troubles)) expect([means, remedy]).not.toContain('');
  });
});
