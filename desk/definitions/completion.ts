import { type CommonOptions, type Define, withGateway } from './common.ts';

/** The command that lets a shell complete all others: completion. */
export const defineCompletion: Define = (root, run, terminal) => {
  withGateway(root.command('completion'))
    .description('Print what lets your shell complete commands, options and their values.')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText('after', completionHelp)
    .action((shell: string, flags: CommonOptions) =>
      run(flags, async (open) => {
        const { completion, completePlatforms } = await import('../commands/completion.ts');
        return shell === 'platforms' ? completePlatforms({}, open, terminal) : completion(shell, root, terminal);
      }),
    );
};

const completionHelp = `
Examples:
  $ source <(npx declarant completion bash)       in ~/.bashrc
  $ source <(npx declarant completion zsh)        in ~/.zshrc, after compinit
  $ npx declarant completion fish | source        in config.fish

It completes declarant and npx declarant: commands, options, statuses, states,
messages, files, and the platforms of the configuration.`;
