import { Argument, type Command } from 'commander';
import { answer } from './answer.js';

const shells = ['bash', 'zsh'] as const;
type Shell = (typeof shells)[number];

/** What may follow where, read from the commands themselves. */
interface Completions {
  /** By the words of a command, such as `camera list`; '' for none: its subcommands, choices and options. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** By a command and an option that takes a value: the values, none where it takes any. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** `camgate completion bash|zsh`: what the Tab key needs to know. */
export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .description('what a shell needs to complete commands and options: source <(camgate completion bash)')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: Shell, _: unknown, command: Command) => {
      const script = scriptFor(shell, completionsOf(program));
      answer(command, { shell, script }, script.trimEnd());
    });
}

function completionsOf(program: Command): Completions {
  const words = new Map<string, readonly string[]>();
  const values = new Map<string, readonly string[]>();
  const visit = (command: Command, route: string): void => {
    const options = command.options.filter(({ hidden }) => !hidden);
    const flags = options.flatMap(({ long, short }) => [long, short].filter((flag) => typeof flag === 'string'));
    const chosen = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
    const long = [...flags.filter((flag) => flag.startsWith('--')), '--help'];
    words.set(route, plain([...command.commands.map((one) => one.name()), ...chosen, ...long]));
    for (const { long: name, short, required, optional, argChoices } of options)
      if (required || optional)
        for (const flag of [name, short]) if (flag) values.set(`${route} ${flag}`, plain(argChoices ?? []));
    for (const child of command.commands) visit(child, route === '' ? child.name() : `${route} ${child.name()}`);
  };
  visit(program, '');
  return { words, values };
}

/** Only what no shell reads anything into. */
function plain(words: readonly string[]): readonly string[] {
  return words.filter((word) => /^[\w./:-]+$/.test(word));
}

/** Both shells read the same tables; zsh keeps the name `path` for itself. */
function scriptFor(shell: Shell, { words, values }: Completions): string {
  const routes = [...words.keys()].filter((route) => route !== '').map((route) => `'${route}'`);
  const table = (entries: ReadonlyMap<string, readonly string[]>): string =>
    [...entries].map(([key, found]) => `    '${key}') found=(${found.join(' ')}) ;;`).join('\n');
  const [given, last, complete] =
    shell === 'bash'
      ? [
          '"${COMP_WORDS[@]:1:COMP_CWORD-1}"',
          '"${COMP_WORDS[COMP_CWORD-1]}"',
          'COMPREPLY=($(compgen -W "${found[*]}" -- "${COMP_WORDS[COMP_CWORD]}"))',
        ]
      : [
          '"${(@)words[2,CURRENT-1]}"',
          '"${words[CURRENT-1]}"',
          'if (( ${#found} )); then compadd -- $found; else _files; fi',
        ];
  return `${shell === 'zsh' ? '#compdef camgate\n' : ''}# Completion of camgate, for ${shell}.
_camgate() {
  local route='' word next last=${last}
  local -a found
  found=()
  for word in ${given}; do
    next="\${route:+$route }$word"
    case "$next" in
      ${routes.join('|')}) route="$next" ;;
    esac
  done
  case "$route $last" in
${table(values)}
    *)
      case "$route" in
${table(words)}
      esac ;;
  esac
  ${complete}
}
${shell === 'bash' ? 'complete -o default -F _camgate camgate' : 'compdef _camgate camgate'}
`;
}
