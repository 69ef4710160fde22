import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { Fault } from '../../schemas/fault.ts';
import type { Filing, FilingKind } from '../../schemas/filing.ts';
import type { Law } from '../../schemas/law.ts';
import type { ShownCertificate } from '../../schemas/shown-certificate.ts';
import type { Trouble } from '../../schemas/trouble.ts';
import type { Pace } from './calling/pace.ts';

/** A message ready to be sent. */
export interface OutgoingMessage {
  message: string;
  /** The path below the base URL. */
  path: string;
  /** JSON, or the text that was submitted in its place, which goes out unchanged. */
  body: string;
  /** The number of its calls that were answered with "not yet". */
  asks: number;
  /** An earlier call of it may have arrived, so that its refusal as a repetition is none. */
  mayHaveArrived: boolean;
}

/** A message that the authority sent in the response to a call, not by callback. */
export interface AnswerMessage {
  /** The message's name in the contract. */
  message: string;
  /** JSON: the text as it came, or as it was read from another form. */
  body: string;
  /** The text as it came, where the body is another form of it. */
  raw?: string;
  /** The authority's id of the message, where it has one. */
  messageId?: string;
}

/** An item of a feed: a message of the authority about one filing. */
export interface FeedItem extends AnswerMessage {
  /** The filing of the item; where there is none yet, the item opens one. At most 100 characters. */
  kind: FilingKind;
  reference: string;
  /** The item's id in the feed: an item that is read twice is stored once. */
  messageId: string;
  /** The platform that gets the outcomes where nobody filed it here. */
  platform?: string;
  /** Its place in the order of a feed whose order decides, from 1; by its position in the feed where left out. */
  place?: number;
}

/** A page of a feed, or the verdict on a call that brought none. */
export type FeedVerdict =
  | {
      kind: 'page';
      items: readonly FeedItem[];
      /** The authority's own marker of the feed after this page. */
      marker: string;
      /** True if another page follows at once. */
      more: boolean;
    }
  | Exclude<Verdict, { kind: 'accepted' | 'refused' | 'unclear' }>;

/**
 * Reads the page of a feed after a marker; never throws.
 * @param marker undefined before the very first page
 * @param known the parties that filings of the last 15 months were sent for, by the `partyOf` of their messages; read
 * only where a feed asks for them
 * @param pace the turns of its calls; the first one is taken already
 */
export type ReadFeed = (
  marker: string | undefined,
  known: { parties(): Promise<string[]> },
  pace: Pace,
) => Promise<FeedVerdict | Unsent>;

/** The meaning of an authority's response for the message. */
export type Verdict =
  | {
      kind: 'accepted';
      httpStatus: number;
      answer?: AnswerMessage;
      /** The answer only says that the message is there already: an earlier call of it arrived. */
      isRepetition?: true;
    }
  /** Refused for good: the message is wrong. Where there is an answer, its errors say so. */
  | { kind: 'refused'; httpStatus: number; error: AuthorityError; answer?: AnswerMessage }
  /**
   * Not decided yet: the authority has the message, and the same call is made again, after `retryMs` at the earliest.
   */
  | { kind: 'pending'; httpStatus: number; retryMs: number }
  /** Answered, by words that leave open whether the authority has done it: a person has to look. */
  | { kind: 'unclear'; httpStatus: number; error: AuthorityError }
  /** The authority refuses our token, even a new one, or gives us none. */
  | ({ kind: 'unauthorised' } & Failure)
  /** The URL does not belong to the authority: a fault of the configuration. */
  | ({ kind: 'misdirected' } & Failure)
  /** No response, or one that says nothing about the message. */
  | ({
      kind: 'unavailable';
      /**
       * True if the authority may have the message all the same: it left us, and no response says that it was not
       * taken.
       */
      mayHaveArrived: boolean;
    } & Failure);

/** Nothing was sent: the turn of the call was over before anything left, and there was no other one. */
export interface Unsent {
  kind: 'unsent';
}

/** The failure of a call: its cause, and the authority's own words. */
export interface Failure extends Trouble {
  /** The status of the response; null where there was none, or where no call was made for want of a token. */
  httpStatus: number | null;
  error: AuthorityError;
  /** The pause that the authority asks for (Retry-After), in milliseconds. */
  retryMs?: number;
}

/** The readiness of a message to be sent, by the state of the declarations that it is about. */
export type Readiness =
  /** Ready: `payload` is completed with the known values, `parts` fill the path. */
  | { kind: 'ready'; payload: Record<string, unknown>; parts: Record<string, string> }
  /**
   * Not ready yet. With `orNever`, the awaited event may never come: these are the faults for which the message is
   * refused once it has waited as long as the lane allows.
   */
  | { kind: 'wait'; reason: string; orNever?: Fault[] }
  /** Never ready; `isOutside` where it is about another platform's filing. */
  | { kind: 'never'; faults: Fault[]; isOutside?: true };

/** The behaviour of one authority: messages are completed and sent, and responses judged. */
export interface Authority {
  readonly name: AuthorityName;
  /** The law by which its lane judges submissions beside the contract: a fault refuses, a warning does nothing here. */
  readonly law?: Law;
  /**
   * Fills in the values that a platform may leave out; never changes those that are there. The result is kept, and goes
   * out unchanged however often it is sent.
   * @param reference the filing's, of the message or of its envelope
   */
  prepare(payload: Record<string, unknown>, reference: string): Record<string, unknown>;
  /** Judges a message's readiness, given the filings that it is about, in its order. */
  ready(message: string, payload: Record<string, unknown>, about: readonly Filing[]): Readiness;
  /** The id of the message, under which it goes out, also when it is sent again. */
  messageIdOf(payload: Record<string, unknown>): string;
  /** Obtains everything that a call needs, so that nothing delays the call when its turn comes. */
  warmUp?(): Promise<void>;
  /**
   * Sends a message with a valid token, which is renewed once where it is refused; never throws.
   * @param pace the turns of its calls, of which the first is taken already: renewing a token takes time, and the lane
   * may have stopped
   */
  send(message: OutgoingMessage, pace?: Pace): Promise<Verdict | Unsent>;
  /**
   * The time until which the credentials are good, as far as that can be known.
   * @throws where they cannot be read or used
   */
  credentialsUntil?(): Promise<Date | undefined>;
  /**
   * The certificate that its lane shows, where it has one; also one that has expired or is another's.
   * @throws where it cannot be read
   */
  certificate?(): Promise<ShownCertificate>;
  /**
   * Connects to a URL of the lane and shows the certificate, as a call does, without a request; never throws.
   * @returns the trouble; undefined where the server takes the certificate
   */
  handshake?(url: URL): Promise<Trouble | undefined>;
  /** The feeds, by their names in the contract. */
  feeds?: Readonly<Record<string, ReadFeed>>;
}
