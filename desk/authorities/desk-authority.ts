import type { FilingKey } from '../../functions/ledger/records.ts';
import type { Filing } from '../../schemas/filing.ts';
import type { Json } from '../../schemas/json.ts';
import type { Define } from '../definitions/common.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/** A filing whose authority was to be asked how it stands; the answer comes later, as any other. */
export interface AskedFiling {
  reference: string;
  isAsked: boolean;
}

/** The desk's part of one authority: its commands, its names for options, and its words in the help of other commands. */
export interface DeskAuthority {
  /** Its own commands. */
  commands?: readonly Define[];
  /** Its own name, beside `--reference`, for the option of `submit`. */
  referenceFlag?: string;
  /** Its own key, beside `usedByAuthority`, in what `token status --json` prints. */
  usedByKey?: string;
  /** The bare payload that a file in a form of its own, which is no JSON, stands for; undefined for any other. */
  payloadOf?(text: string): Json | undefined;
  /** The message that a bare payload is, where that shows; else it is named with it. */
  messageOf?(payload: Json): string | undefined;
  /** The command that asks it how a filing stands. */
  asks?(reference: string): string;
  /** True for a filing that it can be asked about, as that stands now. */
  canAsk?(filing: Filing): boolean;
  /**
   * Asks it how filings of these references stand, in a person's name.
   * @throws {DeskFault} where the sender would refuse to ask
   */
  ask?(gateway: GatewayConnection, references: readonly string[], reason: string): Promise<AskedFiling[]>;
  /**
   * Announces an arrival; what it would do shows beforehand.
   * @throws {DeskFault} where it names nothing or too much, or the sender would refuse it
   */
  arrivals?: {
    preview(gateway: GatewayConnection, wish: ArrivalWanted): Promise<ArrivedFilings>;
    announce(gateway: GatewayConnection, wish: ArrivalWanted): Promise<FilingKey>;
  };
  examples: Examples;
}

/** The filings of an arrival: those of a transport document, `TYPE:NUMBER`, or these. */
export interface ArrivalWanted {
  document?: string | undefined;
  references: readonly string[];
  /** Only those of this platform, in its name. */
  platform?: string | undefined;
  reason?: string | undefined;
}

/** The filings by what their arrival would do about them. */
export interface ArrivedFilings {
  ready: number;
  waiting: number;
  rejected: number;
  skipped: number;
  unknown: number;
}

/** The words in the examples of help texts. */
export interface Examples {
  /** A message that begins a filing, and one that follows it where there is any. */
  message: string;
  followUp: string;
  /** A reference of the operator's. */
  reference: string;
  /** The arguments of `submit` by which a sample is filed under that reference. */
  submit: string;
  /** A state in which filings stay for a while. */
  state: string;
  /** The lane's options of `init`, each line with its indent. */
  init: readonly string[];
}
