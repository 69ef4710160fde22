import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { FunctionDefinition, FunctionRuntime } from './definition.ts';
import { FunctionError } from './function-error.ts';
import type { ErrorReport, InstanceMessage, InvokeMessage } from './protocol.ts';

/** Lambda gives a function ten seconds to load. */
const INIT_MS = 10_000;

interface Invocation {
  requestId: string;
  resolve(answer: unknown): void;
  reject(error: FunctionError): void;
}

/** One process of a function: loads it once, then takes one invocation at a time. */
export class Instance {
  /** Settles when the function is loaded, or could not be. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  readonly #child: ChildProcess;
  readonly #definition: FunctionDefinition;
  readonly #log: (line: string) => void;
  #invocation: Invocation | undefined;

  constructor(
    definition: FunctionDefinition,
    environment: Record<string, string>,
    { node, program }: FunctionRuntime,
    log: (line: string) => void,
  ) {
    this.#definition = definition;
    this.#log = log;
    this.#child = fork(program, {
      execPath: node,
      cwd: definition.taskRoot,
      env: environment,
      // Our own arguments are left out: under tsx they would load a TypeScript compiler into each function.
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', log);
    }
    this.gone = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.ready = this.#init();
    this.ready.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** True if it can take another invocation: not once it was told to end. */
  get alive(): boolean {
    return this.#child.connected && !this.#child.killed;
  }

  /** True while it runs an invocation. */
  get isAtWork(): boolean {
    return this.#invocation !== undefined;
  }

  /** Runs the function once. */
  invoke(event: unknown): Promise<unknown> {
    const { arn, timeoutSeconds } = this.#definition;
    const requestId = randomUUID();
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.#invocation = undefined;
      };
      const timer = setTimeout(() => this.#timeOut(requestId), timeoutSeconds * 1000);
      this.#invocation = {
        requestId,
        resolve: (answer) => {
          end();
          resolve(answer);
        },
        reject: (error) => {
          end();
          reject(error);
        },
      };
      this.#child.send({ requestId, arn, event, deadline: Date.now() + timeoutSeconds * 1000 } satisfies InvokeMessage);
    });
  }

  /** Asks the process to end. */
  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #init(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(
          new FunctionError({
            errorType: 'Sandbox.Timedout',
            errorMessage: `Init of ${this.#definition.name} timed out after 10 s`,
          }),
        );
        this.kill();
      }, INIT_MS);
      this.#child.on('message', (message: InstanceMessage) => {
        if (message.kind === 'ready') {
          clearTimeout(timer);
          resolve();
        } else if (message.kind === 'init-failed') {
          clearTimeout(timer);
          reject(this.#failure(message.error));
        } else this.#settle(message);
      });
      this.#child.once('exit', (code, signal) => {
        clearTimeout(timer);
        const how = signal ? `signal: ${signal}` : `exit status ${code}`;
        const error = new FunctionError({
          errorType: 'Runtime.ExitError',
          errorMessage: `Runtime exited with error: ${how}`,
        });
        reject(error);
        this.#invocation?.reject(error);
      });
      // No process could be started; a message to one that has just died ends here, too, and its exit answers.
      this.#child.on('error', (error) => {
        clearTimeout(timer);
        reject(new FunctionError({ errorType: 'Sandbox.StartFailed', errorMessage: error.message }));
      });
    });
  }

  #settle(message: Extract<InstanceMessage, { requestId: string }>): void {
    const invocation = this.#invocation;
    if (invocation?.requestId !== message.requestId) return;
    if (message.kind === 'answered') invocation.resolve(message.answer);
    else invocation.reject(this.#failure(message.error));
  }

  /** The error of a function, which Lambda writes to the function's log, too. */
  #failure(report: ErrorReport): FunctionError {
    const { name: functionName } = this.#definition;
    this.#log(JSON.stringify({ level: 'ERROR', functionName, message: 'Invoke Error', ...report }));
    return new FunctionError(report);
  }

  /** Lambda ends the whole sandbox of a function that takes too long, whatever else it was doing. */
  #timeOut(requestId: string): void {
    const { timeoutSeconds, name: functionName } = this.#definition;
    const errorMessage = `${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    this.#log(JSON.stringify({ level: 'ERROR', functionName, message: errorMessage }));
    this.#invocation?.reject(new FunctionError({ errorType: 'Sandbox.Timedout', errorMessage }));
    this.kill();
  }
}
