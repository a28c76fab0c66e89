/** What can be wrong with frozen data. */

/** Why frozen data cannot be read. */
export type FrozenFault =
  /** There is no manifest, or no file that it names. */
  | "missing"
  /** A file is not what the manifest says, or makes no sense. */
  | "damaged"
  /** The manifest was written by a version of this project that keeps it in another form. */
  | "other_version"
  /** Nothing was frozen of that probe, or not with these settings. */
  | "not_frozen";

/** Frozen data that cannot be read, with the reason for programs beside the one for readers. */
export class FrozenDataError extends Error {
  /** For programs and tracebacks. */
  override name = "FrozenDataError";
  /** Why. */
  readonly fault: FrozenFault;

  /** Made by the reader. */
  constructor(fault: FrozenFault, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.fault = fault;
  }
}
