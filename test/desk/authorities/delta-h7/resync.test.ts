import type { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAuthority } from '../../../../desk/actions/ask-authority.ts';
import { consultationsOf } from '../../../../desk/authorities/delta-h7/consultations.ts';
import { type ResyncOptions, resync } from '../../../../desk/authorities/delta-h7/resync.ts';
import { show } from '../../../../desk/commands/show.ts';
import type { GatewayConnection } from '../../../../desk/gateway/gateway-connection.ts';
import { desk } from '../../../../desk/main.ts';
import type { PersonAction } from '../../../../functions/ledger/actions.ts';
import type { FilingKey } from '../../../../functions/ledger/records.ts';
import { checkSubmission } from '../../../../schemas/check-submission.ts';
import { toOperator } from '../../../../schemas/delta-h7/paths.ts';
import { readOutboxText } from '../../../../schemas/outbox-text.ts';
import { declarationLife } from '../../../delta-h7/desk/support/life.ts';
import { openBooks } from '../../../support/books/kept-books.ts';
import { creation, response, submissionOf } from '../../../support/messages.ts';
import { declarant, runLocal } from '../../support/cli.ts';
import { connectionOf } from '../../support/connection.ts';
import { type MemoryLedger, memoryLedger } from '../../support/memory-ledger.ts';
import { keptTerminal } from '../../support/terminal.ts';

const now = new Date('2026-11-22T12:00:00.000Z');
const at = (time: string, day = '2026-11-22') => `${day}T${time}.000Z`;
const reason = 'callbacks were down from 9 to 11';

let ledger: MemoryLedger;
let life: ReturnType<typeof declarationLife>;
let asked: Record<string, unknown>[];
let ids: number;

const keyOf = (reference: string): FilingKey => ({ authority: 'delta-h7', kind: 'declaration', reference });

/** A creation as the sender writes it down, under an agreement. */
const sent = (lrn: string, time: string, agreement = 'A234567', key: FilingKey = keyOf(lrn)) => {
  const { declaration, header } = creation(lrn);
  const body = { header, declaration: { ...declaration, clearanceAgreement: { clearanceAgreementNumber: agreement } } };
  return ledger.claim(key, {
    type: 'sent',
    message: 'Creation_H7',
    attempt: 1,
    at: time,
    messageId: `out-${lrn}`,
    platform: 'shop-1',
    digest: 'd',
    claimedBy: 'q-1',
    body: JSON.stringify(body),
  });
};

beforeEach(async () => {
  ledger = memoryLedger();
  life = declarationLife(ledger);
  asked = [];
  ids = 0;
  await sent('OVERDUE', at('11:00:00'));
  await sent('JUST-SENT', at('11:45:00'));
  await sent('RELEASED', at('08:00:00'));
  await life.released('RELEASED', at('08:00:09'));
  await sent('OTHER-AGREEMENT', at('09:00:00'), 'B765432');
  await sent('REJECTED', at('09:30:00'));
  await life.rejected('REJECTED', at('09:30:03'));
  await life.refused('REFUSED', at('10:00:00'));
  await sent('YESTERDAY', at('18:00:00', '2026-11-21'));
  await sent('WAITING', at('10:30:00'));
  await ledger.settle(
    keyOf('WAITING'),
    { message: 'Creation_H7', attempt: 1, platform: 'shop-1' },
    { verdict: 'parked', httpStatus: 500, error: {}, at: at('10:30:20'), due: at('12:05:00') },
  );
  // Sent without a declaration that is known here.
  await life.sent('NO-AGREEMENT', at('07:00:00', '2026-11-20'));
  for (const lrn of ['OVERDUE', 'OTHER-AGREEMENT', 'YESTERDAY', 'NO-AGREEMENT']) await overdue(lrn);
});

/** An answer that is overdue, as housekeeping notes it by the configured minutes. */
const overdue = (lrn: string) => ledger.markOverdue(keyOf(lrn), { message: 'Creation_H7', attempt: 1 }, at('11:59:00'));

const queue = {
  async send({ input }: { input: { Entries: { Id: string; MessageBody: string }[] } }) {
    for (const { MessageBody } of input.Entries) asked.push(JSON.parse(MessageBody));
    return { Successful: input.Entries.map(({ Id }) => ({ Id, MessageId: `sqs-${Id}` })) };
  },
} as unknown as SQSClient;

const gateway = (): GatewayConnection => ({
  ...connectionOf('delta-h7'),
  options: ' --config prod.json',
  ledger: async () => ledger,
  books: () => openBooks(ledger),
  queues: async () => queue,
  outbox: async () => 'http://localhost/declarant-test-delta-h7-outbox',
});

const options: ResyncOptions = {
  lrns: [],
  since: undefined,
  until: undefined,
  status: undefined,
  reason,
  agreement: undefined,
  dryRun: false,
  json: false,
  waitSeconds: undefined,
};

async function run(more: Partial<ResyncOptions>, width?: number) {
  const { terminal, out, err } = keptTerminal(width);
  const uuid = () => `b6c9f124-4a83-4003-bcc9-00000000000${++ids}`;
  const code = await resync({ ...options, ...more }, gateway, terminal, { now, uuid });
  return { code, out, err };
}
const lrnsAsked = () =>
  asked.map(({ payload }) => (payload as { declarations: { lrn: string }[] }).declarations.map(({ lrn }) => lrn));

describe('a consultation that an operator asks for', () => {
  it('[H7-X7u] is put on the outbox with the reason, in a form that the sender takes', async () => {
    const { code, out } = await run({ lrns: ['RELEASED', 'OVERDUE', 'RELEASED'] });
    expect(code).toBe(0);
    expect(asked).toEqual([
      {
        authority: 'delta-h7',
        message: 'Consult_H7',
        platform: 'desk',
        reason,
        payload: {
          header: { messageId: 'b6c9f124-4a83-4003-bcc9-0000000000011795348800' },
          clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
          declarations: [{ lrn: 'RELEASED' }, { lrn: 'OVERDUE' }],
        },
      },
    ]);
    expect(checkSubmission(readOutboxText(JSON.stringify(asked[0])), 'delta-h7').faults).toEqual([]);
    expect(out).toEqual([
      'asked  b6c9f124-4a83-4003-bcc9-0000000000011795348800  about 2 declarations under A234567',
      'Follow with: npx declarant show b6c9f124-4a83-4003-bcc9-0000000000011795348800 --config prod.json',
    ]);
  });

  it.each([
    ['RELEASED', true],
    ['WAITING', true],
    ['REJECTED', false],
    ['REFUSED', false],
    ['NO-AGREEMENT', false],
    ['UNHEARD-OF', false],
  ])('[H7-X7u] is put from the page of the declaration %s: %s, and kept of it', async (lrn, isAsked) => {
    const kept: object[] = [];
    const keep = async (action: PersonAction) => {
      kept.push(action);
      return { month: '', entry: '' };
    };
    const actions = async () => ({ ...(await gateway().actions()), keep });
    const before = await askAuthority({ ...gateway(), actions }, keyOf(lrn), reason);
    expect([before !== undefined, lrnsAsked()]).toEqual([isAsked, isAsked ? [[lrn]] : []]);
    expect(kept).toMatchObject(isAsked ? [{ action: 'resync', reference: lrn, reason }] : []);
  });

  it.each([undefined, '', '  '])('[H7-X7u] is not sent without a reason (%j)', async (none) => {
    await expect(run({ lrns: ['RELEASED'], reason: none })).rejects.toMatchObject({ code: 'USAGE', exitCode: 2 });
    await expect(run({ lrns: ['RELEASED'], reason: none })).rejects.toThrow('Say why with --reason');
    expect(asked).toEqual([]);
  });

  it('goes out once for each agreement, and for each 99 declarations', async () => {
    const subjects = Array.from({ length: 250 }, (_, index) => ({
      lrn: `L-${index}`,
      agreement: index % 5 === 0 ? 'B765432' : 'A234567',
    }));
    const consultations = consultationsOf(subjects, reason, now, () => `uuid-${++ids}-`);
    expect(consultations.map(({ agreement, lrns }) => [agreement, lrns.length])).toEqual([
      ['B765432', 50],
      ['A234567', 99],
      ['A234567', 99],
      ['A234567', 2],
    ]);
    expect(new Set(consultations.flatMap(({ lrns }) => lrns)).size).toBe(250);
    // [H7-T5] Each has an id of its own.
    expect(new Set(consultations.map(({ messageId }) => messageId)).size).toBe(4);
  });

  it('names declarations that are not known here, and sends nothing', async () => {
    const wanted = run({ lrns: ['RELEASED', 'NOBODY', 'NO-ONE'] });
    await expect(wanted).rejects.toMatchObject({ exitCode: 2 });
    await expect(wanted).rejects.toThrow('Not known here: NOBODY, NO-ONE. Customs was asked nothing.');
    await expect(run({ lrns: ['NO-AGREEMENT'] })).rejects.toThrow(
      'No clearance agreement is known here of NO-AGREEMENT.',
    );
    expect(asked).toEqual([]);
  });

  it('asks about unknown declarations if their agreement is given', async () => {
    expect((await run({ lrns: ['RELEASED', 'NOBODY'], agreement: 'C111111' })).code).toBe(0);
    expect(asked).toMatchObject([{ payload: { clearanceAgreement: { clearanceAgreementNumber: 'C111111' } } }]);
    expect(lrnsAsked()).toEqual([['RELEASED', 'NOBODY']]);
  });

  it('is refused here where the sender would refuse it', async () => {
    await expect(run({ lrns: ['NOBODY'], agreement: 'C11111111' })).rejects.toThrow(
      '/payload/clearanceAgreement/clearanceAgreementNumber: at most 8 characters',
    );
    await expect(run({ lrns: ['RELEASED'], reason: 'x' })).rejects.toThrow('/reason: at least 3 characters');
    expect(asked).toEqual([]);
  });

  it('is printed and not sent with --dry-run', async () => {
    const { code, out } = await run({ lrns: ['RELEASED', 'OTHER-AGREEMENT'], dryRun: true });
    expect(code).toBe(0);
    expect(out).toEqual([
      'would ask  about 1 declaration under A234567: RELEASED',
      'would ask  about 1 declaration under B765432: OTHER-AGREEMENT',
    ]);
    const machine = await run({ lrns: ['RELEASED'], dryRun: true, json: true });
    expect(JSON.parse(machine.out.join('\n'))).toMatchObject([{ agreement: 'A234567', lrns: ['RELEASED'] }]);
    expect(asked).toEqual([]);
  });
});

describe('a period', () => {
  it.each([
    [{}, ['JUST-SENT', 'OVERDUE', 'RELEASED', 'WAITING', 'OTHER-AGREEMENT']],
    [{ status: 'overdue' }, ['OVERDUE', 'OTHER-AGREEMENT']],
    [{ status: 'sent' }, ['JUST-SENT', 'OVERDUE', 'OTHER-AGREEMENT']],
    [{ status: 'Answered' }, ['RELEASED']],
    [{ status: 'rejected' }, ['REJECTED']],
    [{ status: 'waiting' }, ['WAITING']],
    [{ until: at('10:45:00') }, ['RELEASED', 'WAITING', 'OTHER-AGREEMENT']],
    [{ status: 'waiting', until: at('10:15:00') }, []],
    [{ since: at('17:00:00', '2026-11-21'), status: 'sent', until: at('00:00:00') }, ['YESTERDAY']],
  ])('with %j asks about those that were sent in it, and about no others', async (more, lrns) => {
    const { code } = await run({ since: at('00:00:00'), ...more });
    expect(code).toBe(0);
    expect(lrnsAsked().flat().sort()).toEqual([...lrns].sort());
  });

  it('[F25] takes a declaration for overdue once the gateway has noted it, by whatever minutes are configured', async () => {
    await overdue('JUST-SENT');
    await run({ since: at('00:00:00'), status: 'overdue' });
    expect(lrnsAsked().flat()).toEqual(['JUST-SENT', 'OVERDUE', 'OTHER-AGREEMENT']);
  });

  it('in which nothing matches sends nothing, and says so', async () => {
    const human = await run({ since: '1h', status: 'failed' });
    expect([human.code, human.out]).toEqual([0, ['Nothing matches, so customs is asked nothing.']]);
    const machine = await run({ since: '1h', status: 'failed', json: true });
    expect(machine.out).toEqual(['[]']);
    expect(asked).toEqual([]);
  });

  it('names those of which no agreement is known, and asks about the others', async () => {
    const { code, err } = await run({ since: '3d', status: 'overdue' });
    expect(code).toBe(1);
    expect(err).toEqual([
      'Not asked about, since no clearance agreement is known here: NO-AGREEMENT. Give --agreement.',
    ]);
    expect(lrnsAsked().flat()).toEqual(['OVERDUE', 'YESTERDAY', 'OTHER-AGREEMENT']);
  });

  it.each<[Partial<ResyncOptions>, string]>([
    [{}, 'Say about which declarations: --lrn LRN…, or --since T, with --until and --status.'],
    [{ lrns: ['A'], since: '3h' }, '--lrn names the declarations: leave out --since, --until and --status.'],
    [{ since: '3h', until: '4h' }, '--since 3h lies after --until 4h: exchange them.'],
    [{ since: '3h', until: 'soon' }, '--until soon is not understood'],
    [{ since: '3h', status: 'refused' }, '--status refused: customs never took what it refused.'],
    [{ since: '3h', status: 'late' }, '--status late: it is not known. Give one of overdue, waiting, sent,'],
  ])('%j is wrong use, in a sentence', async (more, sentence) => {
    await expect(run(more)).rejects.toThrow(sentence);
    await expect(run(more)).rejects.toMatchObject({ exitCode: 2 });
  });
});

describe('the answer to a consultation', () => {
  /** Answers every consultation that is asked, as the receiver writes it down: some found, all others unknown. */
  const answering = (found: readonly string[]): SQSClient =>
    ({
      async send(command: { input: { Entries: { MessageBody: string }[] } }) {
        const result = await (queue as unknown as { send(one: unknown): Promise<unknown> }).send(command);
        for (const { MessageBody } of command.input.Entries) {
          const { payload } = JSON.parse(MessageBody);
          const reference = payload.header.messageId as string;
          const key: FilingKey = { authority: 'delta-h7', kind: 'consultation', reference };
          const via = { kind: 'consultation', reference } as const;
          const record = {
            message: 'Consult_H7',
            attempt: 1,
            at: at('12:00:00'),
            platform: 'desk',
            digest: 'c',
            claimedBy: 'q-1',
            reason,
          };
          await ledger.claim(key, { type: 'sent', ...record, messageId: reference, body: JSON.stringify(payload) });
          const message = { message: 'Response_Consult_H7', at: at('12:00:01'), messageId: `in-${reference}` };
          for (const { lrn } of payload.declarations) {
            const { raw, since } = { raw: 'BAE', since: '2026-11-22T10:00:00+01:00[Europe/Paris]' };
            const facts = found.includes(lrn)
              ? {
                  state: { raw, since },
                  authorityReference: `C-${lrn}`,
                  details: { dutiesAndTaxes: response().dutiesAndTaxes },
                }
              : ({ unknownToAuthority: true } as const);
            await ledger.state(keyOf(lrn), { type: 'stated', ...message, via, facts }, { fact: 'answered' });
          }
          const body = JSON.stringify({ header: {}, declarations: found.map((lrn) => ({ lrn })) });
          const received = { ...message, path: toOperator.consultations, body, drift: [] };
          await ledger.receive(key, { type: 'received', ...received }, { fact: 'answered' });
        }
        return result;
      },
    }) as unknown as SQSClient;

  const waited = async (more: Partial<ResyncOptions>, found: readonly string[]) => {
    const { terminal, out } = keptTerminal();
    const connection = { ...gateway(), queues: async () => answering(found) };
    const uuid = () => `uuid-${++ids}-`;
    const code = await resync({ ...options, waitSeconds: 5, ...more }, () => connection, terminal, { now, uuid });
    return { code, out };
  };

  it('[H7-X7] is shown of each declaration, and those that it does not know are named', async () => {
    const { code, out } = await waited({ lrns: ['OVERDUE', 'JUST-SENT', 'RELEASED'] }, ['OVERDUE', 'RELEASED']);
    expect(code).toBe(0);
    expect(out.slice(1)).toEqual([
      '  OVERDUE  released (BAE)  C-OVERDUE  32 EUR',
      '  JUST-SENT  unknown to customs',
      '  RELEASED  released (BAE)  C-RELEASED  26FR0000000000AB12  32 EUR',
      '1 of 3 is unknown to customs: JUST-SENT',
    ]);
  });

  it('[H7-X7] is printed with --json as an array with each declaration as it now stands', async () => {
    const { out } = await waited({ lrns: ['OVERDUE', 'JUST-SENT'], json: true }, ['OVERDUE']);
    expect(JSON.parse(out.join('\n'))).toMatchObject([
      {
        messageId: 'uuid-1-1795348800',
        agreement: 'A234567',
        lrns: ['OVERDUE', 'JUST-SENT'],
        error: null,
        answer: 'answered',
        declarations: [
          { reference: 'OVERDUE', customs: 'found', filing: { state: 'released' } },
          { reference: 'JUST-SENT', customs: 'unknown', filing: { reference: 'JUST-SENT' } },
        ],
      },
    ]);
  });

  it('is missing if none came in time, and none is made up', async () => {
    const { code, out } = await run({ lrns: ['OVERDUE'], waitSeconds: 0 });
    expect(code).toBe(1);
    expect(out.slice(1)).toEqual([
      expect.stringMatching(/^b6c9f124\S+ {2}no answer yet {2}not taken up by the sender$/),
      '  OVERDUE  no answer yet',
    ]);
  });

  it('is found under the id of the consultation, with what was asked for', async () => {
    await waited({ lrns: ['OVERDUE', 'RELEASED'] }, ['OVERDUE', 'RELEASED']);
    const { terminal, out } = keptTerminal();
    await show({ reference: 'uuid-1-1795348800', json: false }, gateway, terminal);
    const text = out.join('\n');
    expect(text).toContain(
      [
        'Request',
        '  Asked for          Consult_H7: Asks for the state of up to 99 declarations, after an incident only',
        '  Declarations       2',
        '    OVERDUE  RELEASED',
      ].join('\n'),
    );
    expect(text).not.toContain('Decision');
  });
});

describe('what show prints', () => {
  const shown = async (reference: string) => {
    const { terminal, out } = keptTerminal();
    await show({ reference, json: false }, gateway, terminal);
    return out.join('\n');
  };

  it('includes the content of a declaration', async () => {
    expect(await shown('OVERDUE')).toContain(
      [
        'Declaration',
        '  Type               IM A',
        '  Agreement          A234567',
        '  Office             FR000740',
        '  Presented at       FR000740',
        '  Importer           Camille Durand',
        '  Declarant          FR123456782',
        '  ITEM  HS CODE      VALUE  PROCEDURE  GOODS',
        '     1  610910   42.50 EUR  F53        Cotton T-shirt',
      ].join('\n'),
    );
  });

  it("includes a request's content, its declarations and the decision", async () => {
    const key: FilingKey = { authority: 'delta-h7', kind: 'request', reference: 'REQ-1' };
    const header = { operatorRequestReference: 'REQ-1', invalidationMotivation: '1' };
    const body = JSON.stringify({ header, declarations: [{ lrn: 'RELEASED' }, { lrn: 'EVIL\u001b[2J' }] });
    const record = {
      message: 'Request_Invalidation_H7',
      attempt: 1,
      at: at('09:00:00'),
      platform: 'shop-1',
      digest: 'r',
      claimedBy: 'q-1',
    };
    await ledger.claim(key, { type: 'sent', ...record, messageId: 'out-r', body });
    const before = await shown('REQ-1');
    expect(before).toContain('  Decision           none yet\n  Declarations       2\n    RELEASED  EVIL [2J');

    const answer = {
      header: { operatorRequestReference: 'REQ-1' },
      request: { customsRequestReference: 'D-1', rejectionMotivation: 'released already' },
    };
    const received = { at: at('09:10:00'), messageId: 'in-r', path: toOperator.requestResponses, drift: [] };
    const message = { type: 'received', message: 'Response_Invalidation_H7', ...received } as const;
    await ledger.receive(key, { ...message, body: JSON.stringify(answer) }, { fact: 'answered' });
    expect(await shown('REQ-1')).toContain('  Decision           refused\n');
  });
});

it('the command line asks for the missing reason', async () => {
  const { terminal, err } = keptTerminal();
  expect(await desk(['resync', '--lrn', 'L-1', '--config', 'samples/config.example.json'], terminal)).toBe(2);
  expect(err).toEqual([expect.stringMatching(/^Say why with --reason/)]);
});

describe('resync beside a local gateway', () => {
  let local: Awaited<ReturnType<typeof runLocal>>;
  beforeAll(async () => {
    local = await runLocal('resync');
  });
  afterAll(() => local?.stop());

  it('[H7-X7, H7-X7u] asks customs, updates the declarations that customs knows, and names the others', async () => {
    const submitted = await declarant(local.cwd, ['submit', '-', '--wait', '30'], submissionOf(creation('RESYNC-1')));
    expect(submitted.code).toBe(0);

    const lrns = ['--lrn', 'RESYNC-1', 'RESYNC-2', '--agreement', 'A234567'];
    const { code, out, err } = await declarant(local.cwd, ['resync', ...lrns, '--reason', reason, '--wait', '30']);
    expect(err).toBe('');
    expect(code).toBe(0);
    const [, messageId] = /^asked {2}(\S+) {2}about 2 declarations under A234567$/m.exec(out) ?? [];
    expect(messageId).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}\d{10}$/);
    expect(out).toMatch(/^ {2}RESYNC-1 {2}(validated|released) \(/m);
    expect(out).toMatch(/^ {2}RESYNC-2 {2}unknown to customs$/m);

    const shown = await declarant(local.cwd, ['show', messageId as string]);
    expect(shown.out).toContain('    RESYNC-1  RESYNC-2\n');
  });
});
