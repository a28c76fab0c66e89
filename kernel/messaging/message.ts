/** The parts of a Jupyter message, in the wire's spelling (Jupyter messaging 5.5, General message format). */

/** Who sent a message, and when. Fields we do not know are kept: a reply returns the header whole. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
  readonly [field: string]: unknown;
}

/** The four sockets that carry messages; the heartbeat carries bytes only. */
export type Channel = "shell" | "control" | "stdin" | "iopub";

/** One message without its routing. */
export interface Message {
  readonly header: Header;
  /** The header of the request that caused this message; empty when nothing did. */
  readonly parentHeader: Header | Record<string, never>;
  readonly metadata: Record<string, unknown>;
  readonly content: Record<string, unknown>;
  /** The content as JSON, in place of `content`, if it is there already. */
  readonly contentBytes?: Uint8Array | null;
  readonly buffers: readonly Uint8Array[];
}

/** A message that came from a client. */
export interface Incoming {
  readonly channel: Exclude<Channel, "iopub">;
  /** Frames that lead the answer back to the sender. */
  readonly identities: readonly Uint8Array[];
  readonly message: Message;
}

/** A message on its way to one client, or on iopub to all of them. */
export interface Outgoing {
  readonly channel: Channel;
  /** Routing frames, or on iopub the topic. */
  readonly identities: readonly Uint8Array[];
  readonly message: Message;
}

/** Version of the messaging specification that we speak. */
export const PROTOCOL_VERSION = "5.5";
