import type { APIGatewayProxyEvent } from 'aws-lambda';
import { refusals } from '../../schemas/callback-answer.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import { ContractError } from './answer.ts';
import { scan } from './scan.ts';

/** A body as it came, and as it was parsed. */
export interface Body {
  text: string;
  payload: Record<string, unknown>;
}

/**
 * [H7-T3] Reads the body of a call: JSON in UTF-8, whatever its `Content-Type` says, for no message is lost over a
 * header. A byte order mark is skipped. RFC 8259 does not say what a repeated field of an object means. In the frame,
 * which decides where a message is kept, it is refused: the message could lie under the wrong reference, and nobody
 * would miss it. Elsewhere the last one holds, as for most readers of JSON, and the text is kept with both.
 * @param frame pointers of the fields that decide where the message is kept
 * @throws {ContractError} 400, each with a code and a remedy of its own
 */
export function readBody(event: APIGatewayProxyEvent, frame: readonly string[]): Body {
  const text = textOf(event);
  const { depth, values, twice } = scan(text, withParents(frame), messageLimits.depth);
  if (depth > messageLimits.depth)
    throw refused('TOO_DEEP', `The message is nested more than ${messageLimits.depth} deep: send it flatter`);
  if (values > messageLimits.values)
    throw refused('TOO_MANY_VALUES', `The message has more than ${messageLimits.values} values: send it in parts`);
  const payload = parsed(text, event);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw refused('NOT_AN_OBJECT', 'The message is not a JSON object: send an object');
  if (twice) throw refused('TWICE', `The message has ${dotted(twice)} more than once: send it once`);
  return { text, payload: payload as Record<string, unknown> };
}

/** A pointer as people write it: `header.id` for `/header/id`. */
export function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}

export function refused(code: string, description: string): ContractError {
  return new ContractError({ status: 400, code, description });
}

/** The body as text; bytes that are not UTF-8 are an error, not question marks. */
function textOf(event: APIGatewayProxyEvent): string {
  const { body, isBase64Encoded } = event;
  if (!body) throw refused('EMPTY', 'The message is empty: send it as the body of the call');
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > messageLimits.bytes) throw new ContractError(refusals.tooLarge);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw encoded(event) ?? refused('NOT_UTF8', 'The message is not encoded in UTF-8: send it in UTF-8');
  }
}

function parsed(text: string, event: APIGatewayProxyEvent): unknown {
  try {
    return parseMessage(text);
  } catch {
    throw encoded(event) ?? new ContractError(refusals.notJson);
  }
}

/** A fault for a body that cannot be read because it is compressed, by its header. */
function encoded({ headers }: APIGatewayProxyEvent): ContractError | undefined {
  const encoding = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'content-encoding')?.[1];
  if (!encoding || encoding.trim().toLowerCase() === 'identity') return undefined;
  return refused('ENCODED', 'The message is compressed: send it without Content-Encoding');
}

/** Pointers, with those of every object above them. */
function withParents(pointers: readonly string[]): Set<string> {
  return new Set(
    pointers.flatMap((pointer) => {
      const parts = pointer.split('/');
      return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    }),
  );
}
