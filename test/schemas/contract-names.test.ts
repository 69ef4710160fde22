import '../support/toy/register.ts';

import { describe, expect, it } from 'vitest';
import { deskAuthorities } from '../../desk/authorities/registry.ts';
import { type AuthorityName, catalogue } from '../../schemas/catalogue.ts';
import type { AuthorityContract, MessageContract } from '../../schemas/contract.ts';
import { viewOf } from '../../schemas/settings.ts';
import { nameFaults } from '../support/name-faults.ts';
import { toyContract } from '../support/toy/contract.ts';
import { toyDesk } from '../support/toy/desk.ts';
import { toySettings } from '../support/toy/settings.ts';

describe("the names in an authority's registries", () => {
  it.each(Object.entries(catalogue) as [AuthorityName, AuthorityContract][])(
    'stand each for something of its own: %s',
    (name, contract) => {
      const examples = deskAuthorities[name]?.examples;
      expect(nameFaults(name, { contract, view: viewOf(name), examples })).toEqual([]);
    },
  );

  it.each(Object.entries(catalogue).filter(([name]) => name !== 'toy') as [AuthorityName, AuthorityContract][])(
    'have a French one where people read them: %s',
    (name, { title, kinds, states, stateMeanings = {}, messages }) => {
      const { inFrench, columns, figure, reference } = viewOf(name);
      const read = [title, ...Object.keys(kinds), ...states, ...Object.values(stateMeanings), figure?.title];
      const given = [...messages.map((one) => one.title), ...columns.map((one) => one.title)];
      // An acronym is the same in French.
      const texts = [...read, ...given, reference].filter((text) => text && !/^[A-Z]+$/.test(text));
      expect(texts.filter((text) => inFrench?.[text ?? ''] === undefined)).toEqual([]);
    },
  );

  const { view } = toySettings;
  const { examples } = toyDesk;
  const faults = (contract: Partial<AuthorityContract>, more: object = {}) =>
    nameFaults('toy', { contract: { ...toyContract, ...contract }, view, examples, ...more });
  /** The toy's contract with one of its messages changed. */
  const withMessage = (name: string, change: object) =>
    faults({
      messages: toyContract.messages.map((one) =>
        one.message === name ? ({ ...one, ...change } as MessageContract) : one,
      ),
    });

  it.each<[string[], string[]]>([
    [[], faults({})],
    [['authority: toys'], faults({ authority: 'toys' })],
    [['kinds.request.about: wish'], faults({ kinds: { ...toyContract.kinds, request: { about: 'wish' } } })],
    [['spellings: Leter'], faults({ spellings: { Lettre: 'Leter' } })],
    [['stateOutcomes: gone'], faults({ stateOutcomes: { gone: 'released' } })],
    [['stateMeanings: gone'], faults({ stateMeanings: { gone: 'nowhere to be found' } })],
    [['expiry: gone'], faults({ expiry: { state: 'gone', days: 1 } })],
    [['references: tags'], faults({ references: ['tags'] })],
    [['Letter.filing: leter'], withMessage('Letter', { filing: 'leter' })],
    [['Letter.answeredBy: Reciept'], withMessage('Letter', { answeredBy: ['Reciept'] })],
    [['Reminder.supersedes: Leter'], withMessage('Reminder', { supersedes: ['Leter'] })],
    [['Letter.opensWith: Chek'], withMessage('Letter', { opensWith: 'Chek' })],
    [['Letter.opensWith: Check'], withMessage('Letter', { opensWith: 'Check' })],
    [['Letter.errorsAt: /nowhere'], withMessage('Letter', { errorsAt: '/nowhere' })],
    [['Checked.to: Chek'], withMessage('Checked', { routes: [{ by: 'answer', to: 'Chek' }] })],
    [['News.kind: stok'], withMessage('News', { routes: [{ by: 'feed', kind: 'stok', feed: 'news' }] })],
    [['News.feed: nws'], withMessage('News', { routes: [{ by: 'feed', kind: 'stock', feed: 'nws' }] })],
    [['view.columns: numbr'], faults({}, { view: { ...view, columns: [{ name: 'numbr', title: '', short: '' }] } })],
    [['view.states: gone'], faults({}, { view: { ...view, states: { pending: [], bad: ['gone'], last: [] } } })],
    [['examples: Leter'], faults({}, { examples: { ...examples, message: 'Leter' } })],
    [['examples.state: gone'], faults({}, { examples: { ...examples, state: 'gone' } })],
    [
      ['messages: Letter twice'],
      faults({ messages: [...toyContract.messages, toyContract.messages[0] as MessageContract] }),
    ],
  ])('are found where they stand for nothing: %j', (expected, found) => {
    expect(found).toEqual(expected);
  });

  it('are found where messages that share a path differ in their kind, or in the place of their id', () => {
    const path = '/requests/{requestNumber}/decision';
    const route = { by: 'callback', path, kind: 'request', messageId: '/header/messageId', reference: '/request' };
    expect(withMessage('Changed', { routes: [{ ...route, kind: 'stock' }] })).toEqual([
      `Changed at ${path}, kind: stock`,
    ]);
    expect(withMessage('Changed', { routes: [{ ...route, messageId: '/id' }] })).toEqual([
      `Changed at ${path}, messageId: /id`,
    ]);
  });
});
