import { type Configuration, configuration } from '../../schemas/configuration.ts';
import { pointerOf, schemaFaults } from '../../schemas/fault.ts';

/** What was answered so far, as text, by the questions' flags. */
export type Answers = Readonly<Record<string, string>>;

/** Something that a configuration needs to be told. */
export interface Question {
  /** The command's option, without its dashes. */
  flag: string;
  /** Where the answer stands in the configuration. */
  at: readonly string[];
  kind: 'text' | 'number' | 'list';
  /** What is asked for, in a sentence or two. */
  asks: string;
  /** What an empty answer stands for; undefined where there is nothing that would do. */
  usual(answers: Answers): string | undefined;
  /** Where nobody can be asked it must be given: what is usual may be wrong, and would not show. */
  needed?: true;
}

const lane = (...path: string[]) => ['lanes', 'delta-h7', ...path];

/** In the order in which they are asked. */
export const questions: readonly Question[] = [
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
    asks: 'The AWS region. Paris is nearest to customs, and keeps the data in France.',
    usual: () => 'eu-west-3',
  },
  {
    flag: 'base-url',
    at: lane('baseUrl'),
    kind: 'text',
    asks: "Base URL of Delta-H7's web services (§2.3.1). Customs names another host for tests.",
    usual: () => 'https://api.douane.gouv.fr/dh7',
    needed: true,
  },
  {
    flag: 'token-url',
    at: lane('tokenUrl'),
    kind: 'text',
    asks: 'URL of the token endpoint (§2.3.7.1). Its host is not public: customs names it with your technical account.',
    usual: ({ 'base-url': baseUrl = '' }) =>
      URL.canParse(baseUrl) ? `${new URL(baseUrl).origin}/oauth2/token` : undefined,
    needed: true,
  },
  {
    flag: 'per-second',
    at: lane('share', 'perSecond'),
    kind: 'number',
    asks: 'How many messages a second you may send. The ceiling of 150 is for all operators together (§2.3.3).',
    usual: () => '20',
    needed: true,
  },
  {
    flag: 'per-hour',
    at: lane('share', 'perHour'),
    kind: 'number',
    asks: 'How many messages an hour you may send. The ceiling of 150000 is for all operators together (§2.3.3).',
    usual: () => '20000',
    needed: true,
  },
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
    usual: () => '1096',
  },
];

/** What is wrong with an answer, by the configuration's own rules; nothing where it will do. */
export function answerFaults(question: Question, text: string): string[] {
  const { at, kind } = question;
  if (kind === 'number' && !/^\d+(\.\d+)?$/.test(text)) return ['give a number, with digits only'];
  const pointer = pointerOf(at);
  return schemaFaults(configuration, placed({}, question, text))
    .filter((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`))
    .map(({ rule }) => rule);
}

/**
 * The configuration of the answers. The secrets' names follow from the stage.
 * @param schema where editors find the schema, as it is to stand in the file
 */
export function configurationOf(answers: Answers, schema: string | undefined): unknown {
  const { stage } = answers;
  const named = {
    ...(schema && { $schema: schema }),
    stage,
    region: undefined,
    lanes: { 'delta-h7': { baseUrl: '', tokenUrl: '', credentialsSecret: `declarant/${stage}/delta-h7/credentials` } },
    callbacks: { tokenSecret: `declarant/${stage}/callback-token` },
  };
  return questions.reduce<object>((value, question) => {
    const text = answers[question.flag];
    return text === undefined || (question.kind === 'list' && text === '') ? value : placed(value, question, text);
  }, named);
}

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

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** What an operator does next with a configuration file, as commands that can be typed as they stand. */
export function nextCommands(file: string, { region, lanes }: Configuration): { command: string; effect: string }[] {
  const secret = lanes['delta-h7']?.credentialsSecret;
  return [
    {
      command: `npx cdk deploy --all -c config=${file}`,
      effect: 'deploys the gateway into the AWS account of your credentials (once before: npx cdk bootstrap)',
    },
    {
      command: `aws secretsmanager put-secret-value --region ${region} --secret-id ${secret} --secret-string file://credentials.json`,
      effect:
        'gives it the technical account: {"clientId", "clientSecret", "username", "password"}; then delete the file',
    },
    {
      command: `npx declarant doctor --config ${file}`,
      effect: 'checks all of it, and says how to mend what is not right',
    },
  ];
}
