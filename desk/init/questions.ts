import { type AuthorityName, authorityNames, callsBack, isAuthority } from '../../schemas/catalogue.ts';
import { type Configuration, configuration } from '../../schemas/configuration.ts';
import { pointerOf, schemaFaults, valueAt, valueIn } from '../../schemas/fault.ts';
import { readLaneFiles } from '../../schemas/lane-files.ts';
import type { Answers, Question } from '../../schemas/lane-settings.ts';
import { settings, settingsOf } from '../../schemas/settings.ts';

/** The lanes of the gateway: asked first, and only where there are several authorities. */
export const lanesQuestion: Question = {
  flag: 'authorities',
  at: ['lanes'],
  kind: 'list',
  asks: `The authorities that you file with, with commas: ${authorityNames.join(', ')}.`,
  usual: () => undefined,
  needed: true,
};

/** The questions of a lane, with their places in the configuration; a flag of an earlier authority is told apart. */
function questionsOfLane(authority: AuthorityName): Question[] {
  const questions: readonly Question[] = settings[authority].questions;
  const earlier = authorityNames.slice(0, authorityNames.indexOf(authority));
  const taken = new Set(earlier.flatMap((other) => settings[other].questions.map(({ flag }): string => flag)));
  const named = (flag: string) => (taken.has(flag) ? `${authority}-${flag}` : flag);
  return questions.map((question) => ({
    ...question,
    flag: named(question.flag),
    at: ['lanes', authority, ...question.at],
    usual: (answers) =>
      question.usual(Object.fromEntries(questions.map(({ flag }) => [flag, answers[named(flag)] ?? '']))),
  }));
}

/** The authorities of whose lanes some questions are answered. */
export function lanesAnswered(given: Readonly<Record<string, string | undefined>>): AuthorityName[] {
  return authorityNames.filter((authority) => questionsOfLane(authority).some(({ flag }) => given[flag] !== undefined));
}

/** The questions about a gateway with these lanes, in the order in which they are asked. */
export const questionsAbout = (authorities: readonly AuthorityName[]): readonly Question[] => [
  {
    flag: 'stage',
    at: ['stage'],
    kind: 'text',
    asks: 'The stage: part of every name in AWS, so that several gateways live in one account, for example prod or test.',
    usual: () => 'prod',
    needed: true,
  },
  {
    flag: 'region',
    at: ['region'],
    kind: 'text',
    asks: 'The AWS region, for example eu-west-3 (Paris).',
    usual: () => 'eu-west-3',
  },
  ...authorities.flatMap(questionsOfLane),
  {
    flag: 'platforms',
    at: ['platforms'],
    kind: 'list',
    asks: 'The platforms that get a queue with their own outcomes, by the names in their submissions, with commas; none is fine.',
    usual: () => '',
  },
  {
    flag: 'alarm-emails',
    at: ['alarms', 'emails'],
    kind: 'list',
    asks: 'Who is told by e-mail where something is wrong, with commas. Each must confirm a mail of AWS; none is fine for a try.',
    usual: () => '',
  },
  {
    flag: 'retention-days',
    at: ['retentionDays'],
    kind: 'number',
    asks: 'For how many days a filing stays in the ledger. Art. 51 UCC wants 3 years from the end of the year: 1461, where it is kept nowhere else.',
    usual: () => '120',
  },
];

/** Questions with the answers of another configuration as what is usual; the stage is asked for anew. */
export function questionsLike(model: Model, questions: readonly Question[]): readonly Question[] {
  return questions.map((question) => {
    if (question.flag === 'stage') return { ...question, usual: () => undefined };
    const text = answerIn(model, question);
    if (text === undefined) return question;
    const { needed: _, ...rest } = question;
    return { ...rest, usual: () => text };
  });
}

/** The answer that a configuration holds, as text. */
function answerIn(model: Model, { at }: Question): string | undefined {
  const value = valueAt(model, pointerOf(at));
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map((one) => one.name ?? one).join(',') : String(value);
}

/**
 * The faults of an answer, by the configuration's own rules; none where it will do.
 * @param file the configuration that is to be written: a file that an answer names lies beside it
 */
export function answerFaults(question: Question, text: string, file: string): string[] {
  const { flag, at, kind, optional } = question;
  if (text === '' && optional) return [];
  if (flag === lanesQuestion.flag)
    return listOf(text).flatMap((name) =>
      isAuthority(name) ? [] : [`there is no ${name}: give some of ${authorityNames.join(', ')}`],
    );
  if (kind === 'number' && !/^\d+(\.\d+)?$/.test(text)) return ['give a number, with digits only'];
  const pointer = pointerOf(at);
  const value = placed({}, question, text);
  const ofFiles = readLaneFiles(valueIn(value, ['lanes']), file).faults;
  return [
    ...schemaFaults(configuration, value)
      .filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
      .map(({ rule }) => rule),
    ...ofFiles.map(({ rule, found }) => `${rule}; found ${found}`),
  ];
}

/**
 * The configuration of the answers. The secrets' names follow from the stage.
 * @param schema where editors find the schema, as it is to stand in the file
 * @param model a configuration whose other settings are taken over, but the callbacks' domain, which is one stage's
 */
export function configurationOf(
  answers: Answers,
  authorities: readonly AuthorityName[],
  schema: string | undefined,
  model: Model = {},
): unknown {
  const { stage } = answers;
  const questions = questionsAbout(authorities);
  const { domain: _, ...callbacks } = model.callbacks ?? {};
  const lanes = authorities.map((name) => {
    // In the file, the texts of the lane stand before its secret.
    const own = questions.filter(({ at, optional }) => at[1] === name && at.length === 3 && !optional);
    const first = Object.fromEntries(own.map(({ at }) => [at[2], '']));
    return [name, { ...(model.lanes?.[name] ?? first), credentialsSecret: `declarant/${stage}/${name}/credentials` }];
  });
  const named = {
    ...(schema && { $schema: schema }),
    stage,
    region: model.region,
    lanes: Object.fromEntries(lanes),
    ...(authorities.some(callsBack) && {
      callbacks: { ...callbacks, tokenSecret: `declarant/${stage}/callback-token` },
    }),
  };
  return questions.reduce<object>(
    (value, question) => {
      const text = answers[question.flag];
      const isAsItWas = text === answerIn(model, question);
      const isLeftOut = text === '' && (question.optional || question.kind === 'list');
      return text === undefined || isAsItWas || isLeftOut ? value : placed(value, question, text);
    },
    { ...model, ...named },
  );
}

/** As much of a configuration file as a new one is made by. */
export type Model = Partial<Pick<Configuration, 'lanes' | 'callbacks' | 'region'>>;

/** A copy of a value with the answer at its place. */
function placed(value: object, { at, kind }: Question, text: string): object {
  const answer = kind === 'number' ? Number(text) : kind === 'list' ? listOf(text) : text;
  const copy = structuredClone(value) as Record<string, unknown>;
  let inner = copy;
  for (const key of at.slice(0, -1)) {
    inner[key] ??= {};
    inner = inner[key] as Record<string, unknown>;
  }
  inner[at.at(-1) as string] = answer;
  return copy;
}

/** The names in a list with commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The form of a lane's secret, for a person: `{"a", "b"}, with "c" or "d"`. */
function credentialsForm(authority: AuthorityName): string {
  const { credentials, credentialsForm: form } = settingsOf(authority);
  if (form !== undefined) return form;
  const fields = Object.entries(credentials().shape);
  const namesOf = (isOptional: boolean) =>
    fields.filter(([, field]) => field.safeParse(undefined).success === isOptional).map(([name]) => `"${name}"`);
  const optional = namesOf(true);
  return `{${namesOf(false).join(', ')}}${optional.length > 0 ? `, with ${optional.join(' or ')}` : ''}`;
}

/** The next steps with a configuration file, as commands that can be typed as they stand. */
export function nextCommands(file: string, { region, lanes }: Configuration): { command: string; effect: string }[] {
  const authorities = authorityNames.filter((authority) => lanes[authority]);
  const accounts = authorities.map((authority) => {
    const secret = lanes[authority]?.credentialsSecret;
    const values = authorities.length > 1 ? `${authority}.json` : 'credentials.json';
    return {
      command: `aws secretsmanager put-secret-value --region ${region} --secret-id ${secret} --secret-string file://${values}`,
      effect: `gives it the credentials: ${credentialsForm(authority)}; then delete the file`,
    };
  });
  return [
    {
      command: `npx cdk bootstrap -c config=${file}`,
      effect: 'prepares the account and the region for the CDK: once, where nothing was deployed by it yet',
    },
    {
      command: `npx cdk deploy --all -c config=${file}`,
      effect: 'deploys the gateway into the AWS account of your credentials',
    },
    ...accounts,
    {
      command: `npx declarant doctor --config ${file}`,
      effect: 'checks all of it, and says how to mend what is not right',
    },
  ];
}
