/**
 * Jupyter messages: their parts, their signature and their form as frames.
 *
 * Knows JSON and HMAC; does not know sockets, order, or what a request does. Start with
 * `message.ts` for the words, then `wire.ts` for the way in and out.
 *
 * @module
 */

export { type ConnectionFile, parseConnectionFile } from "./connection_file.ts";
export {
  type Channel,
  type Header,
  type Incoming,
  type Message,
  type Outgoing,
  PROTOCOL_VERSION,
} from "./message.ts";
export {
  type ClientRequest,
  type ExecuteRequest,
  type HistoryRequest,
  type ParsedRequest,
  parseRequest,
} from "./request.ts";
export { createReplayGuard, type ReplayGuard } from "./replay_guard.ts";
export { createSigner, type Signer } from "./signature.ts";
export {
  type DecodedWire,
  decodeWire,
  encodeWire,
  writeMessage,
  type WrittenMessage,
} from "./wire.ts";
