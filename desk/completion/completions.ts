import type { Command, Option } from 'commander';
import { authorityNames, contractOf, filingKinds, filingStates, outboundMessages } from '../../schemas/catalogue.ts';
import { filingStatuses } from '../../schemas/filing.ts';
import { exportFormats } from '../exports/format-names.ts';
import { groupFields } from '../filings/groups.ts';
import { UNREADABLE } from '../filter/read-filter.ts';

/** The value that follows an option: one of some words, a file, a configured platform, or anything. */
export type CompletedValue = { words: readonly string[] } | 'file' | 'platform' | 'anything';

export interface CompletedOption {
  /** With its dashes. */
  flag: string;
  /** Undefined of a flag, which is followed by nothing of its own. */
  value: CompletedValue | undefined;
}

/** A command with what may follow it. */
export interface CompletedCommand {
  name: string;
  description: string;
  options: readonly CompletedOption[];
  /** The words that may stand in the place of its first argument: subcommands, or messages. */
  words: readonly string[];
}

/** All commands with what may follow them, from their definitions. */
export function completions(root: Command): CompletedCommand[] {
  return root.commands.map((command) => {
    const below = command.commands.flatMap((one) => one.options);
    const takesMessage = command.registeredArguments[0]?.name() === 'message';
    return {
      name: command.name(),
      description: command.description(),
      options: distinct([...command.options, ...below]),
      words: [...command.commands.map((one) => one.name()), ...(takesMessage ? allMessages() : [])],
    };
  });
}

/** The options that are followed by a value, each once: they have the same values at every command. */
export function valuedOptions(commands: readonly CompletedCommand[]) {
  const all = commands.flatMap(({ options }) => options);
  const valued = new Map(all.flatMap(({ flag, value }) => (value === undefined ? [] : [[flag, value] as const])));
  return [...valued].map(([flag, value]) => ({ flag, value }));
}

function distinct(options: readonly Option[]): CompletedOption[] {
  const byFlag = new Map(options.flatMap((one) => (one.long ? [[one.long, one] as const] : [])));
  const known = [...byFlag].map(([flag, one]) => ({
    flag,
    value: one.required || one.optional ? valueAfter(one) : undefined,
  }));
  return [...known, { flag: '--help', value: undefined }];
}

function valueAfter({ long, flags, argChoices }: Option): CompletedValue {
  if (argChoices) return { words: argChoices };
  if (/<(file|folder)>/.test(flags)) return 'file';
  const words = wordsOf()[long?.slice(2) ?? ''];
  return long === '--platform' ? 'platform' : words ? { words } : 'anything';
}

const wordsOf = (): Readonly<Record<string, readonly string[]>> => ({
  authority: authorityNames,
  status: [...filingStatuses, UNREADABLE],
  state: filingStates,
  kind: filingKinds,
  message: authorityNames.flatMap((authority) => outboundMessages(authority).map(({ message }) => message)),
  format: exportFormats,
  'group-by': groupFields,
  language: ['fr', 'en'],
  since: ['today', 'yesterday', '24h', '3d'],
  until: ['today', 'yesterday'],
});

const allMessages = () =>
  authorityNames.flatMap((authority) => contractOf(authority).messages.map(({ message }) => message));
