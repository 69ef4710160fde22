/** The surroundings of a simulator that `start` starts. */
export interface SimulatorSettings {
  /** The lane's part of the configuration. */
  lane: Readonly<Record<string, unknown>>;
  /** The contents of the files that the lane names, by its keys. */
  files?: Readonly<Record<string, unknown>>;
  /** The content of the lane's secret. */
  credentials: unknown;
  /** The URL of the gateway's callbacks, once it runs. */
  callbackUrl: () => string;
  /** The token that the gateway takes callbacks with. */
  callbackToken: string;
  log: (line: string) => void;
}

/** A simulator that runs. */
export interface RunningSimulator {
  readonly url: string;
  close(): Promise<void>;
}

/** A command that can be typed as it stands, and its effect. */
export type Hint = readonly [command: string, effect: string];

/** A simulator as the command `start` uses it. */
export interface SimulatorEntry {
  /**
   * Starts it at the address that its lane has.
   * @throws {WrongAddress} where the lane leads elsewhere
   */
  start(settings: SimulatorSettings): Promise<RunningSimulator>;
  /**
   * Completes the content of the lane's secret with what no file should hold, such as a new private key; left out where
   * the secret has everything.
   */
  credentials?(kept: unknown, lane: SimulatorSettings['lane']): unknown;
  /** Things to try with it, given where it runs and the file of a sample. */
  hints?(about: { url: string; file: string }): readonly Hint[];
}
