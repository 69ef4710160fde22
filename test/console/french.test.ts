import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskText, partText } from '../../desk/console/french/desk-text.ts';
import { partPhrases } from '../../desk/console/french/findings.ts';
import { phraseBook } from '../../desk/console/french/phrase-book.ts';
import { textInLanguage } from '../../desk/console/words/fault-texts.ts';
import { authorityNames } from '../../schemas/catalogue.ts';
import { certificateTroubles } from '../../schemas/certificate-troubles.ts';
import { keyTroubles } from '../../schemas/key-troubles.ts';
import { settingsOf } from '../../schemas/settings.ts';
import { filesBelow } from '../support/files.ts';
import { processorMs } from '../support/processor-ms.ts';
import { type Node, nodesOf } from '../support/syntax.ts';
import { consoleInMemory } from './support/console.ts';
import { gatewayInMemory, NOW } from './support/gateway.ts';

/** The files whose sentences a page may show. */
const library = [
  ...filesBelow('desk/doctor'),
  ...filesBelow('desk/filter').filter((file) => !/options\.ts$/.test(file)),
  ...['chosen', 'correction', 'draft', 'examine-filing', 'submit-again', 'turned-down'].map(
    (name) => `desk/replay/${name}.ts`,
  ),
  ...[
    'note-filing',
    'reason',
    'settle-filing',
    'settled-text',
    'submit-message',
    'switch-lane',
    'withdraw',
    'withdraw-filing',
  ].map((name) => `desk/actions/${name}.ts`),
  ...['desk/gateway/aws-fault.ts', 'desk/gateway/reached-gateway.ts', 'schemas/causes.ts', 'functions/ledger/stuck.ts'],
  ...authorityNames
    .map((authority) => `schemas/${authority}/advice.ts`)
    .filter((file) => filesBelow('schemas').includes(file)),
];

/** A text with the plain spaces that people type. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('&#39;', "'");

/** Texts that are put together of words that have French, or that nobody sees. */
const other = ['X X overdue, such as that of X', 'it is X', 'too late'];

/** The sentences of a file: texts of several words, with an X for each part that differs. */
function sentencesIn(file: string): string[] {
  const nodes = nodesOf(readFileSync(file, 'utf8'), file);
  const imports = nodes.filter(({ type }) => type === 'ImportDeclaration' || type === 'ImportExpression');
  const isImport = ({ start, end }: Node) => imports.some((one) => one.start <= start && end <= one.end);
  const texts = nodes.flatMap((node) => {
    if (isImport(node)) return [];
    if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : [];
    const quasis = node.type === 'TemplateLiteral' ? (node['quasis'] as { value: { cooked: string } }[]) : [];
    return quasis.length > 0 ? [quasis.map(({ value }) => value.cooked).join('X')] : [];
  });
  // A command is no sentence, nor is a part of one that begins with its comma.
  return texts.filter((text) => /^[\p{L}{-].*\p{Ll} \p{Ll}/u.test(text) && !/^(npx|aws|openssl) /.test(text));
}

// Any two words beside each other are no name.
const { '{} of {}': _, ...named } = partPhrases;
const parts = phraseBook(named);

/** True if there is French of a text, of a name and a half sentence behind it, or of the name of a part. */
function isKnown(text: string): boolean {
  const isPart = [text, `${text} of X`].some((one) => parts(one) !== one);
  if (isPart || other.includes(text)) return true;
  return [text, `X ${text}`, `X ${text}: X`, `--set X: ${text}`].some((one) => deskText(one, 'fr') !== one);
}

describe('the French of the library', () => {
  it('has every sentence of it', () => {
    const english = library.flatMap((file) => sentencesIn(file).map((text) => [file, text] as const));
    expect(english.length).toBeGreaterThan(200);
    expect(english.filter(([, text]) => !isKnown(text))).toEqual([]);
  });

  it('has the meaning and the remedy of every trouble', () => {
    const all = [certificateTroubles, keyTroubles, ...authorityNames.map((one) => settingsOf(one).troubles ?? {})];
    const texts = all.flatMap((troubles) => Object.values(troubles).flatMap(({ means, remedy }) => [means, remedy]));
    expect(texts.filter((text) => deskText(text, 'fr') === text)).toEqual([]);
  });

  it.each([
    [
      'a.example cannot be reached from here: refused (ECONNREFUSED): the authority refuses the connection: nobody listens there',
      "a.example est injoignable d'ici : refused (ECONNREFUSED) : le service refuse la connexion : personne n'y écoute",
    ],
    ['the authority fails (500)', 'le service échoue (500)'],
    ['the authority is not available now (503)', "le service n'est pas disponible pour le moment (503)"],
    [
      'AWS failed while the access token was … (7 more characters)',
      "AWS a échoué pendant l'obtention du jeton d'accès",
    ],
    ['the code is not known', 'the code is not known'],
    [
      'declarant-test in eu-west-3, account 111122223333 is there',
      'declarant-test est là : eu-west-3, compte 111122223333',
    ],
    [
      'CMD-1 is not known to the gateway of the stage test in eu-west-3.',
      "CMD-1 n'est pas connu (la passerelle de l'environnement test en eu-west-3).",
    ],
    [
      'since=soon is not understood: give how long ago (15m, 24h, 3d, 2w), today, yesterday, a day in Paris (2026-11-22) or an instant (2026-11-22T08:30:00Z).',
      "since=soon n'est pas compris : donnez une durée passée",
    ],
    // A text that a person wrote stays as it is.
    ['withdrawn: is not there', 'retiré : is not there'],
    ['User anna is not authorized to perform this', 'User anna is not authorized to perform this'],
  ])('says %s in French', (english, french) => {
    expect(plain(deskText(english, 'fr'))).toContain(french);
    expect(deskText(english, 'en')).toBe(english);
  });

  it('names the parts that are looked at', () => {
    expect(['outbox of toll', 'table'].map((part) => plain(partText(part, 'fr')))).toEqual([
      "file d'envoi : toll",
      'table',
    ]);
  });

  it('takes no longer than a page may for a text that looks like all of it', () => {
    const inFrench = phraseBook({ '{} is {}, and {} is {}; {} of {}': '{}' });
    const took = processorMs(() => {
      inFrench('a is b; '.repeat(125));
      textInLanguage(': ; . is not there; '.repeat(50), 'toll', 'fr');
    });
    expect(took).toBeLessThan(1000);
  });
});

describe('a French page', () => {
  const open = () => consoleInMemory({ language: 'fr', now: () => NOW }, gatewayInMemory()).open();

  it('has the findings of the doctor in French', async () => {
    const { get } = await open();
    const page = plain(await (await get('/doctor?look=now')).text());
    expect(page).toContain("n'a pas été examiné");
    expect(page).not.toMatch(/was not looked at|is not there|cannot be/);
  });

  it('says in French why an action was refused', async () => {
    const { get, post } = await open();
    const pause = { lane: 'delta-h7', reason: 'annoncée', back: '/lanes' };
    await post('/actions/pause', pause);
    await get('/lanes');
    await post('/actions/pause', pause);
    expect(await (await get('/lanes')).text()).toContain('delta-h7 est déjà en pause, depuis');
  });

  it('says in French what is wrong with an address', async () => {
    const { get } = await open();
    expect(plain(await (await get('/list?status=gone')).text())).toContain("status=gone n'est pas connu : donnez");
  });
});
