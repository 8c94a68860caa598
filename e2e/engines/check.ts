import type { Engine } from './engine';

/** What a check works with. */
export interface CheckSetting {
  readonly engine: Engine;
  /** The address of the built application. */
  readonly home: string;
  /** Does what is to leave the page free for other things, and fails where it was not. */
  readonly watch: <Told>(act: () => Promise<Told>) => Promise<Told>;
  /** Stops the server; what the page asks for then, nobody answers. */
  readonly stopServer: () => Promise<void>;
}

/** One thing that has to be so in every engine. It throws where it is not; what it returns is printed beside it. */
export interface Check {
  readonly name: string;
  readonly run: (setting: CheckSetting) => Promise<string | void>;
}
