import { describe, expect, it } from 'vitest';
import type { FollowUp, SampleSubmission } from '../../local/start/samples.ts';
import { Sequence } from '../../local/start/sequence.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { heard, sampleOf } from './support/heard.ts';

const submission = (message: string): SampleSubmission => ({ authority: 'delta-h7', message });
const validation = (when: FollowUp['when'], about = 'L-1') => ({
  when,
  about,
  reference: 'L-1',
  submission: submission('Validation_H7'),
});
const request = (when: FollowUp['when']) => ({
  when,
  about: 'L-1',
  reference: 'R-1',
  submission: submission('Request_Invalidation_H7'),
});
const declaration = (state: 'released' | 'validated' | 'invalidated') =>
  ({ reference: 'L-1', kind: 'declaration', expect: { status: 'answered', state } }) as const;
const asked = (decision: 'accepted' | 'refused' | null) =>
  ({
    reference: 'R-1',
    kind: 'request',
    expect: { status: 'answered', state: null, request: { decision } },
  }) as const;

const anticipated = heard('L-1', { state: 'anticipated' });
const validated = heard('L-1', { state: 'validated' });
const released = heard('L-1', { state: 'released' });
const decided = (decision: 'accepted' | 'refused' | null): Outcome =>
  heard('R-1', { state: null, request: { message: 'Request_Invalidation_H7', decision, declarations: ['L-1'] } });

const messages = (sequence: Sequence, outcome: Outcome) =>
  sequence.hear(outcome).map((followUp) => followUp.submission.message);

describe('the follow-ups of a sample', () => {
  it('are submitted once when the filing has the awaited status', () => {
    const sequence = new Sequence(sampleOf('L-1', { followUps: [validation({ state: 'anticipated' })] }));
    expect(messages(sequence, heard('L-1', { status: 'sent', state: null }))).toEqual([]);
    expect(messages(sequence, anticipated)).toEqual(['Validation_H7']);
    expect(messages(sequence, anticipated)).toEqual([]);
    expect(sequence.unsubmitted).toEqual([]);
  });

  it('wait for both status and state if both are named', () => {
    const when = { status: 'rejected', state: 'anticipated' } as const;
    const sequence = new Sequence(sampleOf('L-1', { followUps: [validation(when)] }));
    expect(messages(sequence, anticipated)).toEqual([]);
    expect(messages(sequence, heard('L-1', when))).toEqual(['Validation_H7']);
  });

  it('are submitted in their order, each after new outcomes of its filing', () => {
    const followUps = [validation({ state: 'anticipated' }), validation({ state: 'anticipated' })];
    const sequence = new Sequence(sampleOf('L-1', { followUps }));
    expect(messages(sequence, anticipated)).toHaveLength(1);
    expect(messages(sequence, heard('L-1', { status: 'rejected', state: 'anticipated' }))).toHaveLength(1);
  });

  it('are submitted together if the awaited status is there already', () => {
    const followUps = [request({ state: 'validated' }), { ...request({ state: 'validated' }), reference: 'R-2' }];
    const sequence = new Sequence(sampleOf('L-1', { followUps }));
    expect(sequence.hear(validated).map(({ reference }) => reference)).toEqual(['R-1', 'R-2']);
  });

  it('may wait for another filing than the first', () => {
    const followUps = [request({ state: 'anticipated' }), validation({ status: 'waiting' }, 'R-1')];
    const sequence = new Sequence(sampleOf('L-1', { followUps }));
    expect(messages(sequence, anticipated)).toEqual(['Request_Invalidation_H7']);
    expect(messages(sequence, heard('R-1', { status: 'waiting' }))).toEqual(['Validation_H7']);
  });

  it('are not submitted by an outcome without a status of the filing', () => {
    const sequence = new Sequence(sampleOf('L-1', { followUps: [validation({ status: 'refused' })] }));
    const { status: _, ...duplicate } = heard('L-1', {});
    expect(sequence.hear({ ...duplicate, outcome: 'duplicate' })).toEqual([]);
  });
});

describe('the end of a sample', () => {
  it('comes with the end of its filings, and not before its follow-ups went', () => {
    const sequence = new Sequence(
      sampleOf('L-1', {
        filings: [declaration('validated'), asked('refused')],
        followUps: [request({ state: 'validated' })],
      }),
    );
    expect(sequence.open).toEqual(['L-1', 'R-1']);
    sequence.hear(validated);
    expect(sequence.open).toEqual(['R-1']);
    sequence.hear(decided(null));
    expect(sequence.open).toEqual(['R-1']);
    sequence.hear(decided('refused'));
    expect(sequence.open).toEqual([]);
  });

  it('does not come by an outcome before the latest message of the filing', () => {
    const followUps = [validation({ state: 'anticipated' }), validation({ status: 'rejected' })];
    const sequence = new Sequence(sampleOf('L-1', { followUps }));
    sequence.hear(anticipated);
    sequence.hear(heard('L-1', { status: 'rejected', state: 'anticipated' }));
    expect(sequence.open).toEqual(['L-1']);
    sequence.hear(released);
    expect(sequence.open).toEqual([]);
  });

  it('comes at once if the next follow-up waits for something that cannot come any more', () => {
    const sequence = new Sequence(
      sampleOf('L-1', {
        filings: [declaration('invalidated'), asked('accepted')],
        followUps: [request({ state: 'under-control' })],
      }),
    );
    sequence.hear(validated);
    expect(sequence.open).toEqual(['L-1', 'R-1']);
    sequence.hear(released);
    expect(sequence.open).toEqual([]);
    expect(sequence.unsubmitted).toHaveLength(1);
  });
});
