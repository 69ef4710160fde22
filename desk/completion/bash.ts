import { type CompletedCommand, type CompletedValue, valuedOptions } from './completions.ts';

/** The completion for bash, of `declarant` and of `npx declarant`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const values = valuedOptions(commands).map(({ flag, value }) => `    ${flag}) ${valueLine(value)} ;;`);
  const options = commands.map(({ name, options: own, words }) => {
    const flags = own.map(({ flag }) => flag).join(' ');
    return `    ${name}) options='${flags}' words='${words.join(' ')}' ;;`;
  });
  return `# Completion for bash: source <(npx declarant completion bash)
_declarant() {
  local first=1 cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} options= words= i
  [[ \${COMP_WORDS[0]} == npx ]] && first=2
  if ((COMP_CWORD == first)); then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$cur"))
    return
  fi
  case $prev in
${values.join('\n')}
  esac
  case \${COMP_WORDS[first]} in
${options.join('\n')}
  esac
  if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$cur"))
  elif [[ -n $words ]] && ((COMP_CWORD == first + 1)); then COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
}
_declarant_platforms() {
  local i given=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    [[ \${COMP_WORDS[i]} == --config ]] && given=(--config "\${COMP_WORDS[i+1]}")
  done
  "\${COMP_WORDS[@]:0:$1}" completion platforms "\${given[@]}" 2>/dev/null
}
_declarant_npx() { [[ \${COMP_WORDS[1]} == declarant && COMP_CWORD -gt 1 ]] && _declarant; }
complete -o default -F _declarant declarant
complete -o default -F _declarant_npx npx`;
}

function valueLine(value: CompletedValue): string {
  if (value === 'file') return 'COMPREPLY=($(compgen -f -- "$cur")); return';
  if (value === 'anything') return 'return';
  const words = value === 'platform' ? '"$(_declarant_platforms $first)"' : `'${value.words.join(' ')}'`;
  return `COMPREPLY=($(compgen -W ${words} -- "$cur")); return`;
}
