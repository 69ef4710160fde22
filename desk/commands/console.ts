import { type Language, languages } from '../console/language.ts';
import { serveConsole } from '../console/serve.ts';
import { DeskFault } from '../fault.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface ConsoleFlags {
  /** The port; a free one where it is not given. */
  port?: number | undefined;
  profile?: string | undefined;
  language?: string | undefined;
  readOnly?: boolean | undefined;
  json?: boolean | undefined;
}

/** Serves the console until it is interrupted, which is its proper end. */
export async function consoleCommand(
  { port = 0, profile, language, readOnly = false, json }: ConsoleFlags,
  open: () => GatewayConnection,
  terminal: Terminal,
  end: Promise<void> = interrupted(),
): Promise<number> {
  if (port > 65_535) throw new DeskFault('USAGE', `--port ${port} is none: ports go up to 65535.`);
  const spoken = languageNamed(language);
  // The SDK takes it from here, whenever it looks for credentials.
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const gateway = open();
  const served = await serveConsole({
    ...{ gateway, port, language: spoken, isReadOnly: readOnly },
    profile: profile ?? process.env['AWS_PROFILE'],
    log: (line) => terminal.err(line),
  });
  if (json) terminal.out(JSON.stringify({ console: served.url }));
  else {
    terminal.out(`The console of ${gateway.title}${readOnly ? ', read only' : ''}:`);
    terminal.out(served.url);
    terminal.err('Open it in your browser: the address opens one session, once. Ctrl-C ends the console.');
  }
  await end;
  await served.close();
  return 0;
}

function languageNamed(name: string | undefined): Language | undefined {
  const found = languages.find((one) => one === name?.toLowerCase());
  if (name === undefined || found) return found;
  throw new DeskFault('USAGE', `--language is one of ${languages.join(', ')}, not ${name}.`);
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
