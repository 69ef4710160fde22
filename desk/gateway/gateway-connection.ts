import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Share } from '../../functions/admission/admit.ts';
import type { LaneSwitch } from '../../functions/admission/dynamodb-admission.ts';
import type { Books } from '../../functions/books/books.ts';
import type { Actions } from '../../functions/ledger/actions.ts';
import type { FilingActions } from '../../functions/ledger/filing-actions.ts';
import type { LaneNames } from '../../functions/ledger/lane-names.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { Tellings } from '../../functions/ledger/tellings.ts';
import type { Redrives } from '../../functions/outbox/redrives.ts';
import type { Outcomes } from '../../functions/outcomes/outcomes.ts';
import type { TokenStore } from '../../functions/tokens/access-token.ts';
import type { TokenUses } from '../../functions/tokens/token-uses.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { Law } from '../../schemas/law.ts';
import type { TokenSecret } from '../token/token-secret.ts';
import type { Published } from './published.ts';

/** A gateway that the desk talks to: one on this machine, or one that is deployed. */
export interface GatewayConnection {
  /** For people: `the local gateway (pid 123)`. */
  readonly title: string;
  /** Says which of several gateways on this machine it is, where nobody said which was meant. */
  readonly note?: string;
  /** The options by which a command reaches the same gateway again. */
  readonly options: string;
  /** The authorities that it has a lane for. */
  readonly authorities: readonly AuthorityName[];
  ledger(): Promise<Ledger>;
  /** The summaries and counts of all filings. */
  books(): Promise<Books>;
  queues(): Promise<SQSClient>;
  /** The URL of an authority's outbox. */
  outbox(authority: AuthorityName): Promise<string>;
  /** The URL of the queue of what an authority's sender could not take up. */
  deadLetters(authority: AuthorityName): Promise<string>;
  /** The authority whose lane is named so. */
  lane(name: string): AuthorityName;
  /** Our part of an authority's rate; undefined where the configuration of a local gateway is gone. */
  share(authority: AuthorityName): Share | undefined;
  /** The law by which an authority's lane judges messages; without its settings where its configuration is gone. */
  law(authority: AuthorityName): Law;
  laneSwitch(authority: AuthorityName): Promise<LaneSwitch>;
  outcomes(): Promise<Outcomes>;
  /** The person who acts, as AWS names them; the system's user where the gateway runs on this machine. */
  actor(): Promise<string>;
  /** The log of people's actions. */
  actions(): Promise<Actions>;
  /** The actions of people on single filings: notes, and what was submitted again. */
  filingActions(): Promise<FilingActions>;
  /** The notes of which messages platforms were told. */
  tellings(): Promise<Pick<Tellings, 'of'>>;
  /** The notes of dead letters that operators put back. */
  redrives(): Promise<Redrives>;
  /** The secret that authorities call back with. */
  callbackToken(): Promise<TokenSecret>;
  /** The tokens that authorities were seen to call back with. */
  tokenUses(): Promise<TokenUses>;
  /** The access token that all senders of a lane share, to be looked at. */
  accessToken(authority: AuthorityName): Promise<Pick<TokenStore, 'read'>>;
  /** The names of platforms that submitted lately and are not configured. */
  unknownPlatforms(): Promise<Pick<LaneNames, 'list'>>;
  readonly installation: Installation;
}

/** The parts of a gateway, for commands that look at the whole of it; whether all of it is there is not said. */
export interface Installation {
  readonly stage: string;
  readonly region: string;
  /** The ledger's table. */
  readonly table: string;
  /** Undefined where the configuration of a local gateway is gone. */
  configuration(): Configuration | undefined;
  /** The URL of the callbacks of a local gateway, without a slash at its end; a deployed one publishes it. */
  readonly callbackUrl: string | undefined;
  readonly isLocal: boolean;
  /** The command, or the words, that put it up, or put up again what is missing. */
  readonly putUp: string;
  dynamodb(): Promise<DynamoDBClient>;
  sns(): Promise<SNSClient>;
  /** The client of the archive's objects. */
  objects(): Promise<S3Client>;
  secrets(): Promise<SecretsManagerClient>;
  /** The parameters that its deployment published. */
  published(): Promise<Published>;
  lambda(): Promise<LambdaClient>;
  /** Undefined where a local gateway has none. */
  cloudWatch(): Promise<CloudWatchClient | undefined>;
}
