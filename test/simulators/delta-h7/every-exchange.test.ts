import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AMENDMENT,
  amendment,
  anticipated,
  CONSULTATION,
  consultation,
  FALLBACK,
  fallback,
  HELD,
  held,
  INVALIDATION,
  invalidation,
  validation,
  validationOf,
} from './exchanges.ts';
import type { LodgeOptions, Message, Operator } from './operator.ts';
import { creation, startOperator } from './operator.ts';

interface Opening {
  message: Message;
  options: LodgeOptions;
  /** The last parts of the paths of customs' callbacks about it. */
  calls: string[];
  /** The path of its errors, and what they name. */
  errors: string;
  about: object;
}

const openings: Record<string, (operator: Operator) => Promise<Opening>> = {
  async Creation_H7() {
    const message = creation();
    const about = { declaration: { lrn: message.header.lrn } };
    return { message, options: {}, calls: ['reponses', 'etats'], errors: '/declarations/erreurs', about };
  },
  async Validation_H7(operator) {
    const names = await anticipated(operator);
    return {
      message: validation(names),
      options: validationOf(names),
      calls: ['etats', 'reponses', 'etats'],
      errors: `/declarations/${names.customsDeclarationReference}/erreurs`,
      about: { declaration: names },
    };
  },
  async Request_Invalidation_H7(operator) {
    const message = invalidation([await held(operator)]);
    const { operatorRequestReference } = message.header;
    return {
      message,
      options: INVALIDATION,
      calls: ['enregistrement', 'reponses'],
      errors: '/demandes/erreurs',
      about: { request: { operatorRequestReference } },
    };
  },
  async Request_Amendment_H7(operator) {
    const message = amendment(await held(operator), creation({ items: [HELD] }).declaration);
    const { operatorRequestReference } = message.header;
    return {
      message,
      options: AMENDMENT,
      calls: ['enregistrement', 'reponses'],
      errors: '/demandes/erreurs',
      about: { request: { operatorRequestReference } },
    };
  },
  async Fallback_H7() {
    const message = fallback();
    const about = { declaration: { lrn: message.header.lrn } };
    return { message, options: FALLBACK, calls: ['reponses', 'etats'], errors: '/declarations/erreurs', about };
  },
  async Consult_H7(operator) {
    const { lrn } = await held(operator);
    return {
      message: consultation([lrn]),
      options: CONSULTATION,
      calls: ['reponses_consultation'],
      errors: '/declarations/erreurs',
      about: {},
    };
  },
};

describe.each(Object.entries(openings))('%s', (_, open) => {
  let operator: Operator;
  let opening: Opening;
  beforeEach(async () => {
    operator = await startOperator({ validationOrder: 'state-first' });
    opening = await open(operator);
  });
  afterEach(() => operator.close());

  const told = async () =>
    (await operator.told(opening.message, opening.options)).map(({ path }) => path.split('/').at(-1));

  it('that comes again under its messageId is taken, and nothing is sent twice', async () => {
    expect(await told()).toEqual(opening.calls);
    expect(await told()).toEqual([]);
    expect(operator.simulator.received.slice(-2).map(({ processed }) => processed)).toEqual([true, false]);
  });

  it('fails technically where its errors go, and is then taken as if for the first time', async () => {
    operator.simulator.misbehave({ kind: 'technical-error' });
    const calls = await operator.told(opening.message, opening.options);
    expect(calls.map(({ path, body }) => [path, body])).toEqual([
      [
        `/dh7${opening.errors}`,
        {
          header: { messageDateTime: expect.any(String), messageId: expect.any(String) },
          ...opening.about,
          error: [{ errorDescription: expect.any(String) }],
        },
      ],
    ]);
    expect(await told()).toEqual(opening.calls);
  });

  it('is answered 500, and processed or not', async () => {
    operator.simulator.misbehave({ kind: 'http-500' });
    operator.simulator.misbehave({ kind: 'http-500-processed' });
    const before = operator.calls.length;
    for (const expected of [0, opening.calls.length]) {
      expect((await operator.lodge(opening.message, opening.options)).status).toBe(500);
      await operator.simulator.idle();
      expect(operator.calls.length - before).toBe(expected);
    }
  });

  it('loses its answers, or has them repeated, late and in the opposite order', async () => {
    operator.simulator.misbehave({ kind: 'repeated-callback' });
    operator.simulator.misbehave({ kind: 'reordered-callbacks' });
    operator.simulator.misbehave({ kind: 'late-callback', delayMs: 60 });
    const begun = performance.now();
    expect(await told()).toEqual([...opening.calls].reverse().flatMap((path) => [path, path]));
    expect(performance.now() - begun).toBeGreaterThan(55);
    opening = await open(operator);
    operator.simulator.misbehave({ kind: 'lost-answer' });
    expect(await told()).toEqual([]);
    expect(operator.simulator.received.at(-1)?.processed).toBe(true);
  });
});
