import { type CompletedCommand, type CompletedValue, valuedOptions } from './completions.ts';

/** The completion for zsh, of `declarant` and of `npx declarant`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const values = valuedOptions(commands).map(({ flag, value }) => `    ${flag}) ${valueLine(value)} ;;`);
  const options = commands.map(({ name, options: own, words }) => {
    const flags = own.map(({ flag }) => flag).join(' ');
    return `    ${name}) options=(${flags}) names=(${words.join(' ')}) ;;`;
  });
  return `# Completion for zsh: source <(npx declarant completion zsh)
_declarant() {
  local first=2 options names
  [[ $words[1] == npx ]] && first=3
  if (( CURRENT == first )); then
    compadd -- ${commands.map(({ name }) => name).join(' ')} --help --version
    return
  fi
  case $words[CURRENT-1] in
${values.join('\n')}
  esac
  case $words[first] in
${options.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then compadd -- $options
  elif (( CURRENT == first + 1 && $#names > 0 )); then compadd -- $names
  else _files
  fi
}
_declarant_platforms() {
  local at=$words[(I)--config] given=()
  (( at > 0 )) && given=(--config $words[at+1])
  "\${(@)words[1,$1]}" completion platforms $given 2>/dev/null
}
_declarant_npx() {
  if [[ $words[2] == declarant ]] && (( CURRENT > 2 )); then _declarant; else _default; fi
}
compdef _declarant declarant
compdef _declarant_npx npx`;
}

function valueLine(value: CompletedValue): string {
  if (value === 'file') return '_files; return';
  if (value === 'anything') return 'return';
  if (value === 'platform') return `compadd -- \${(f)"$(_declarant_platforms $((first - 1)))"}; return`;
  return `compadd -- ${value.words.join(' ')}; return`;
}
