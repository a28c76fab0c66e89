/**
 * ZMTP 3.1 over Deno connections: the sockets that a Jupyter kernel binds, and the connecting
 * sides of them.
 *
 * The room knows bytes: greetings, frames, commands, peers. It knows neither Jupyter's messages
 * nor signatures, and has the mechanisms NULL and CURVE. Whatever a peer sends ends at most that
 * peer's own connection. Start reading at `connection.ts`; `server.ts` and `router.ts` use it.
 *
 * @module
 */

export { afterTurn, loadScheduler } from "./after_turn.ts";
export type { Endpoint } from "./endpoint.ts";
export type { HeldPorts } from "./held_ports.ts";
export { formatEndpoint } from "./endpoint.ts";
export type { CurveServer } from "./curve.ts";
export { KEY_BYTES, loadCurve, publicKeyOf } from "./curve.ts";
export { decodeZ85, encodeZ85 } from "./z85.ts";
export type { PeerEnding } from "./connection.ts";
export type { BindOptions } from "./server.ts";
export type { RoutedMessage, RouterOptions, RouterSocket } from "./router.ts";
export { bindRouter } from "./router.ts";
export type { PublisherOptions, PublisherSocket } from "./publisher.ts";
export { bindPublisher } from "./publisher.ts";
export type { ReplierSocket } from "./replier.ts";
export { bindReplier } from "./replier.ts";
export type {
  ConnectOptions,
  DealerOptions,
  DealerSocket,
  RequesterSocket,
  SubscriberSocket,
} from "./client.ts";
export { connectDealer, connectRequester, connectSubscriber } from "./client.ts";
