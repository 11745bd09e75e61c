// Where features say what they do. Doors decide whether that is a workflow log or stderr.

/** A sink for progress and warnings. Nothing that a machine must read goes through it. */
export interface Log {
  /** One line about what was done or found. */
  info(message: string): void;
  /** Something that the user should see and could mend; never fails the job. */
  warn(message: string): void;
  /** Detail that is shown only when asked for. */
  debug(message: string): void;
}

/** Says nothing. */
export const silentLog: Log = { info() {}, warn() {}, debug() {} };
