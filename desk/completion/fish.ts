import type { CompletedCommand, CompletedValue } from './completions.ts';

/** The completion for fish, of `declarant` and of `npx declarant`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, description, options, words }) => [
    `  complete -c $program -n '__declarant_at' -a ${name} -d '${escaped(description)}'`,
    ...(words.length > 0 ? [`  complete -c $program -n '__declarant_at ${name}' -a '${words.join(' ')}'`] : []),
    ...options.map(
      ({ flag, value }) =>
        `  complete -c $program -n '__declarant_in ${name}' -l ${flag.slice(2)}${value ? valueAfter(value) : ''}`,
    ),
  ]);
  return `# Completion for fish: npx declarant completion fish | source
function __declarant_words
  set -l tokens (commandline -opc)
  if test "$tokens[1]" = npx
    test "$tokens[2]" = declarant; or return 1
    set -e tokens[1]
  end
  set -e tokens[1]
  string join \\n -- $tokens
  return 0
end
function __declarant_at
  set -l given (__declarant_words); or return 1
  test "$given" = "$argv"
end
function __declarant_in
  set -l given (__declarant_words); or return 1
  test "$given[1]" = "$argv[1]"
end
function __declarant_platforms
  set -l tokens (commandline -opc)
  set -l at (contains -i -- --config $tokens); and set -l given --config $tokens[(math $at + 1)]
  if test "$tokens[1]" = npx
    npx declarant completion platforms $given 2>/dev/null
  else
    $tokens[1] completion platforms $given 2>/dev/null
  end
end
for program in declarant npx
${lines.join('\n')}
end`;
}

function valueAfter(value: CompletedValue): string {
  if (value === 'file') return ' -r -F';
  if (value === 'anything') return ' -x';
  return value === 'platform' ? " -x -a '(__declarant_platforms)'" : ` -x -a '${value.words.join(' ')}'`;
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
