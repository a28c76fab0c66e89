/** What a mechanism with encryption does with every frame behind its handshake. */

/** A frame as it is meant. */
export interface PlainFrame {
  readonly isCommand: boolean;
  readonly hasMore: boolean;
  readonly body: Uint8Array;
}

/** Both directions of one connection. */
export interface Cipher {
  /** The body of the frame that carries this one. */
  seal(frame: PlainFrame): Uint8Array;
  /** The frame that a body carries; null when it is forged, repeated, or none. */
  open(body: Uint8Array): PlainFrame | null;
}
