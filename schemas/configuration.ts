import * as z from 'zod';
import { alarms } from './alarms.ts';
import { archive } from './archive.ts';
import { callbacks } from './callbacks.ts';
import { type AuthorityName, authorityNames, callsBack } from './catalogue.ts';
import { concurrency } from './concurrency.ts';
import { FaultsError, schemaFaults, valueIn } from './fault.ts';
import { isLoopback, urlsOf } from './lane.ts';
import { type FilesOfLanes, readLaneFiles } from './lane-files.ts';
import { platforms } from './platforms.ts';
import { settings, settingsOf } from './settings.ts';
import { tags } from './tags.ts';

/** The lanes that may be configured: one entry an authority. */
const lanes = z
  .strictObject(optionalLanes())
  .refine((configured) => Object.values(configured).some(Boolean), 'name at least one lane');

function optionalLanes() {
  type Lanes = { [Name in AuthorityName]: z.ZodOptional<(typeof settings)[Name]['lane']> };
  return Object.fromEntries(Object.entries(settings).map(([name, { lane }]) => [name, lane.optional()])) as Lanes;
}

/** Days that the table keeps a record by default: long enough for nearly all that still happens to a filing. */
export const RETENTION_DAYS = 120;
/** Days that it keeps what people did, of which there is little: three years. */
export const ACTION_DAYS = 1096;

/** The numbers of days for which CloudWatch can keep logs. */
const logRetention = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * The one configuration file, for a deployment and for a local run. It holds names of secrets,
 * never their values.
 */
export const configuration = z
  .strictObject({
    $schema: z.string().optional(),
    /** Part of every resource's name, so that several stages live in one account. */
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,19}$/, 'up to 20 small letters, digits and hyphens, starting with a letter')
      // Its queue declarant-STAGE-untold would be that of the platform `untold` of the stage without this ending.
      .refine((stage) => !stage.endsWith('-outcomes'), 'another ending than -outcomes, which queues of platforms have'),
    /** The AWS region of the deployment; Paris by default. */
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'an AWS region, for example eu-west-3')
      .default('eu-west-3'),
    lanes,
    /** The way in which authorities reach the gateway: needed where one with a lane calls back, and unused otherwise. */
    callbacks: callbacks.optional(),
    /** The platforms, each with a queue of its own outcomes: names, or objects that also say who may act for them. */
    platforms,
    /** `apart`: a platform may neither ask about nor hear of another's filings; `shared`: all trust each other. */
    platformTrust: z.enum(['apart', 'shared']).default('apart'),
    alarms,
    archive,
    concurrency,
    tags,
    /** Days that a record stays in the table; the archive has it for the years of its class. */
    retentionDays: z.int('whole number').min(1).max(3660, 'at most 10 years').default(RETENTION_DAYS),
    /** True if it is kept who reads the messages of which filing; none is shown where that cannot be kept. */
    auditReads: z.boolean().default(false),
    /** Days that the functions' logs are kept. */
    logRetentionDays: z.literal(logRetention, `as CloudWatch keeps logs: ${logRetention.join(', ')} days`).default(30),
  })
  .refine((value) => callersIn(valueIn(value, ['lanes'])).length === 0, {
    path: ['callbacks'],
    // Also beside other faults.
    when: ({ value }) => valueIn(value, ['callbacks']) === undefined,
    error: ({ input }) =>
      `an object with a tokenSecret, since ${callersIn(valueIn(input, ['lanes'])).join(' and ')} calls back`,
  })
  .superRefine((value, context) => {
    const { callbacks, region, retentionDays } = value;
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (retentionDays <= value.archive.afterDays)
      refuse(['retentionDays'], 'more than archive.afterDays: what expires has to be archived before');
    const certificate = ['callbacks', 'domain', 'certificateArn'];
    const secrets = new Map<string, string>();
    if (callbacks?.domain && callbacks.domain.certificateArn.split(':')[3] !== region)
      refuse(certificate, `a certificate in ${region}, where the gateway is deployed`);
    for (const [name, lane] of Object.entries(value.lanes)) {
      if (!lane) continue;
      if (lane.credentialsSecret === callbacks?.tokenSecret)
        refuse(['lanes', name, 'credentialsSecret'], 'another secret than that of the callbacks');
      const owner = secrets.get(lane.credentialsSecret);
      if (owner !== undefined)
        refuse(['lanes', name, 'credentialsSecret'], `another secret than that of ${owner}: each is made once`);
      secrets.set(lane.credentialsSecret, name);
      const { tokens } = settingsOf(name as AuthorityName).urls;
      if (lane.pauseSeconds < 60 && !urlsOf(lane).every(([key, url]) => key === tokens || isLoopback(url)))
        refuse(['lanes', name, 'pauseSeconds'], 'at least 60 s, except against this machine');
    }
  });

export type Configuration = z.infer<typeof configuration> & {
  /** The contents of the files that its lanes name. */
  files: FilesOfLanes;
};

/** The callbacks of a gateway; undefined where no authority with a lane calls back. */
export function callbacksOf({
  lanes,
  callbacks,
}: Pick<Configuration, 'lanes' | 'callbacks'>): Configuration['callbacks'] {
  return callersIn(lanes).length > 0 ? callbacks : undefined;
}

/** The authorities among lanes that call back. */
function callersIn(lanes: unknown): AuthorityName[] {
  return authorityNames.filter((authority) => valueIn(lanes, [authority]) !== undefined && callsBack(authority));
}

/** The authorities with a lane in a configuration. */
export function lanesOf({ lanes }: Pick<Configuration, 'lanes'>): AuthorityName[] {
  return authorityNames.filter((authority) => lanes[authority]);
}

/** A configuration with some of its lanes only. */
export function withLanes<Whole extends Pick<Configuration, 'lanes'>>(
  whole: Whole,
  authorities: readonly AuthorityName[],
): Whole {
  const kept = authorities.flatMap((name) => (whole.lanes[name] ? [[name, whole.lanes[name]] as const] : []));
  return { ...whole, lanes: Object.fromEntries(kept) as Configuration['lanes'] };
}

export type LaneConfiguration = z.infer<(typeof settings)[AuthorityName]['lane']>;

/**
 * Reads a configuration file's text, and the files that its lanes name.
 * @param file its name, for people
 * @param place its path, where that is not its name
 * @throws {FaultsError} with every fault, each with its pointer
 */
export function parseConfiguration(text: string, file: string, place = file): Configuration {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { message: rule } = error as Error;
    const fault = { pointer: '', rule, found: 'text that is not JSON', remedy: 'correct the file' };
    throw new FaultsError(`The configuration ${file} is not JSON`, [fault]);
  }
  const result = configuration.safeParse(value);
  const { files, faults } = readLaneFiles(valueIn(value, ['lanes']), place);
  if (result.success && faults.length === 0) return { ...result.data, files };
  throw new FaultsError(`The configuration ${file} cannot be used`, [...schemaFaults(configuration, value), ...faults]);
}
