import type { AuthorityContract, InboundMessage, MessageContract, OutboundMessage } from '../../contract.ts';
import { parseExactJson, writeExactJson } from '../../exact-json.ts';
import { type Fault, pointerOf, valueKind } from '../../fault.ts';
import { isObject, type Json } from '../../json.ts';
import { lazily } from '../../lazily.ts';
import type { Reading } from '../../reading.ts';
import type { WireNames } from '../../wire-names.ts';
import { correctedSchema } from './corrected-schema.ts';
import type { Dictionary } from './dictionary.ts';
import { type NameNode, nameTree } from './name-tree.ts';
import { pointerAsSubmitted, pointerInOurNames } from './pointers.ts';
import { renamed, renamedText, submittedToOurs, toOfficial, toOurs } from './renamed.ts';
import { schemaInOfficialNames } from './schema-names.ts';

/**
 * The contract as an operator's own dictionary corrects it: its lengths and cardinalities are checked, its names are
 * those of the wire, and a platform may submit either. Everything else goes on in our names.
 */
export function withDictionary(
  contract: AuthorityContract,
  files: Readonly<Record<string, unknown>>,
): AuthorityContract {
  const dictionary = files['dictionary'] as Dictionary | undefined;
  if (!dictionary) return contract;
  const trees = new Map(contract.messages.map(({ message }) => [message, lazily(() => nameTree(dictionary, message))]));
  const treeOf = (message: string) => trees.get(message)?.() ?? nameTree(dictionary, message);
  const sentTo = (path: string) =>
    contract.messages.flatMap((one) =>
      one.direction === 'outbound' && one.errorsAt === path ? [treeOf(one.message)] : [],
    );
  const correct = (message: MessageContract) =>
    message.direction === 'outbound'
      ? correctedOutbound(message, treeOf(message.message))
      : correctedInbound(message, treeOf(message.message), sentTo);
  const outbound = lazily(() =>
    contract.messages.flatMap((one) => (one.direction === 'outbound' ? [treeOf(one.message)] : [])),
  );
  return {
    ...contract,
    messages: contract.messages.map(correct),
    inOurNames: (pointer) => pointerInOurNames(pointer, outbound()),
  };
}

function correctedOutbound(message: OutboundMessage, tree: NameNode): OutboundMessage {
  const schema = lazily(() => correctedSchema(message.schema(), tree));
  return {
    ...message,
    schema,
    submission: lazily(() => correctedSchema(message.submission(), tree, message.schema())),
    read: (submitted) => readSubmitted(submitted, tree),
    wire: wireNames(tree, (text) => renamedText(text, tree, toOurs)),
  };
}

function correctedInbound(
  message: InboundMessage,
  tree: NameNode,
  sentTo: (path: string) => readonly NameNode[],
): InboundMessage {
  const paths = message.routes.flatMap((route) => (route.by === 'callback' ? [route.path] : []));
  const into = lazily(() => [...new Set(paths.flatMap(sentTo))]);
  const read = (text: string) => withPlaces(renamedText(text, tree, toOurs), into());
  return { ...message, schema: lazily(() => correctedSchema(message.schema(), tree)), wire: wireNames(tree, read) };
}

function wireNames(tree: NameNode, read: WireNames['read']): WireNames {
  return {
    write: (text) => renamedText(text, tree, toOfficial),
    read,
    pointer: (pointer) => pointerAsSubmitted(pointer, undefined, tree, true),
    schema: (schema) => schemaInOfficialNames(schema, tree),
  };
}

/** A message with the places of its errors in our names: by them a person finds the field in what was sent. */
function withPlaces(text: string, into: readonly NameNode[]): string {
  if (into.length === 0 || !text.includes('errorPointer')) return text;
  const { value, numbers } = parseExactJson(text);
  if (!isObject(value)) return text;
  const list = [value['error']].flat();
  const found = list.map((one) => {
    const pointer = isObject(one) ? one['errorPointer'] : undefined;
    const ours = typeof pointer === 'string' ? pointerInOurNames(pointer, into) : pointer;
    return isObject(one) && ours !== pointer ? { ...one, errorPointer: ours } : one;
  });
  if (found.every((one, n) => one === list[n])) return text;
  return writeExactJson({ ...value, error: Array.isArray(value['error']) ? found : found[0] }, numbers);
}

/** Reads a submission in our names or the official ones; a field under both is a fault. */
function readSubmitted(submitted: Json, tree: NameNode): Reading {
  const { value } = renamed({ value: submitted, numbers: undefined }, tree, submittedToOurs);
  const isOfficial = value !== submitted;
  return {
    payload: value as Json,
    faults: doubled(submitted, tree, []),
    names: {
      numbers: (numbers) => renamed({ value: submitted, numbers }, tree, submittedToOurs).numbers ?? new Map(),
      text: (text) => renamedText(text, tree, submittedToOurs),
      pointer: (pointer) => pointerAsSubmitted(pointer, submitted, tree, isOfficial),
    },
  };
}

/** The fields that stand in an object by both of their names: which one is meant is not for us to guess. */
function doubled(value: unknown, node: NameNode, path: readonly string[]): Fault[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => doubled(one, node, [...path, String(n)]));
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const child = node.children.get(key) ?? node.byOfficial.get(key);
    if (!child) return [];
    if (child.ours === key || !Object.hasOwn(value, child.ours)) return doubled(value[key], child, [...path, key]);
    const pointer = pointerOf([...path, child.ours]);
    const rule = `a field by one of its names: the dictionary has "${child.official}" for "${child.ours}"`;
    return [{ pointer, rule, found: valueKind(value[key]), remedy: `remove "${child.official}" or "${child.ours}"` }];
  });
}
