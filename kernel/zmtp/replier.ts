/** REP that echoes: Jupyter's heartbeat. */

import type { SocketType } from "./command.ts";
import type { Endpoint } from "./endpoint.ts";
import { type BindOptions, curveOf, Server, type Service } from "./server.ts";

/** A bound REP that gives every message back at once. */
export interface ReplierSocket extends AsyncDisposable {
  readonly endpoint: Endpoint;
}

const ACCEPTED: readonly SocketType[] = ["REQ", "DEALER"];

/** A heartbeat carries four bytes ("ping"); this leaves room for whatever else a client tries. */
const MESSAGE_BYTES_MAX = 64 * 1024;

/** Binds the echo. Its delimiter and envelope come back as they came. */
export async function bindReplier(
  endpoint: Endpoint,
  options: BindOptions = {},
): Promise<ReplierSocket> {
  const service: Service = {
    role: { socketType: "REP", accepts: ACCEPTED, ...curveOf(options) },
    handlersFor: (connection) => ({
      onReady: () => {},
      onMessage: (frames) => {
        const { writer } = connection;
        connection.prove();
        writer.sendMessage(frames);
        return writer.drained();
      },
    }),
    onGone: () => {},
  };
  const limits = { messageBytesMax: MESSAGE_BYTES_MAX, ...options };
  const server = await Server.open(endpoint, service, limits);
  return {
    endpoint: server.endpoint,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
