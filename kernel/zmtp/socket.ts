/** What all sockets ask of their callers. */

/** A message without frames cannot be put on the wire. */
export function requireFrames(frames: readonly Uint8Array[]): void {
  if (frames.length === 0) throw new RangeError("Cannot send a message: it has no frames");
}
