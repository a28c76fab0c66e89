/**
 * The form of what the child writes into its pipes: frames among raw bytes of subprocesses.
 *
 * A frame is marker, type (1 byte), cell number (4), payload length (2), payload. The marker is
 * random for each process, so that a program cannot print a frame. No frame is longer than
 * PIPE_BUF: POSIX promises that such a write is never mixed with one of another process.
 */

import type { ThrownReport } from "./runtime_contract.ts";

/** Length of the random marker that opens each frame. */
export const MARKER_BYTES = 12;

/** Marker, type, cell number and payload length. */
export const HEADER_BYTES = MARKER_BYTES + 7;

/** The end of a message: the length of its JSON. */
export const TRAILER_BYTES = 4;

/** The number of a place in the order. */
export const ORDER_BYTES = 4;

/** A place in the spool: its offset, its length and the message's number. */
export const PLACE_BYTES = 12;

/** The number of the message that the parent took last. */
export const SPOOL_HEADER_BYTES = 4;

/** What waits for the parent at most; more goes through the pipe. Chosen: six 10 MB displays. */
export const SPOOL_BYTES_MAX = 64 * 1024 * 1024;

/** PIPE_BUF of Linux; macOS promises 512, which a large frame may miss there under load. */
export const FRAME_BYTES_MAX = 4096;

/** What a frame carries. */
export const FRAME_TYPE = {
  stdout: 1,
  stderr: 2,
  /** A piece of a message, more to come. */
  part: 3,
  /** The last piece of a message. */
  message: 4,
  /** The cell wrote its last synchronous output; cell 0 says that the child is ready. */
  end: 5,
  /**
   * A numbered place that all pipes of a cell have: what stands before it in any of them is shown
   * before what stands behind it in another.
   */
  order: 6,
  /** A message that lies in the spool; see `spool.ts`. */
  spooled: 7,
} as const;

/** A message of the child. On the wire: JSON, buffers, length of the JSON (4 bytes). */
export type ChildMessage =
  | {
    kind: "message";
    messageType: string;
    content: Record<string, unknown>;
    metadata: Record<string, unknown>;
    bufferBytes: number[];
  }
  | {
    kind: "result";
    bundle: { data: Record<string, unknown>; metadata: Record<string, unknown> } | null;
  }
  | { kind: "late_error"; report: ThrownReport }
  | { kind: "input_request"; prompt: string; password: boolean }
  | { kind: "comm_target"; name: string; isRegistered: boolean }
  /** Descriptors of the child from which output of the cell's subprocesses is to be read. */
  | { kind: "pipes"; stdout: number; stderr: number; endsWithCell: boolean }
  /** A name that no text declares, with its TypeScript type. */
  | { kind: "declared"; name: string; type: string }
  | { kind: "exit"; code: number };
