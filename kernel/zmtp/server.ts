/** What the bound sockets share: accepting peers, bounding their number, and an orderly end. */

import {
  Connection,
  type ConnectionOptions,
  type PeerEnding,
  type PeerHandlers,
} from "./connection.ts";
import { settlesWithin } from "./deadline.ts";
import { bindEndpoint, type BoundEndpoint, type ByteStream, type Endpoint } from "./endpoint.ts";
import type { CurveServer } from "./curve.ts";
import { MESSAGE_BYTES_MAX } from "./frame.ts";
import type { HeldPorts } from "./held_ports.ts";
import type { Role } from "./handshake.ts";

/**
 * Peers of one socket; libzmq's default is 1,023 and a kernel rarely sees ten. One more closes the
 * oldest that has proven nothing, and is closed itself only when all others have.
 */
const PEERS_MAX = 512;

/** Peers whose handshake is not done. One more closes the oldest, so that idlers lock out nobody. */
const HALF_OPEN_MAX = 64;

/**
 * Memory of all peers together that have proven nothing. The first message of an honest one, however
 * large, still fits.
 */
const STRANGER_BYTES_MAX = MESSAGE_BYTES_MAX;

/** How long the end of a socket waits for its peers to take what was sent. */
const LINGER_MS_MAX = 1_000;

/** Pause after a failed accept, for example without free file descriptors; chosen. */
const ACCEPT_RETRY_MS = 50;

/** What every bound socket may be told. */
export interface BindOptions extends ConnectionOptions {
  readonly lingerMsMax?: number;
  readonly peersMax?: number;
  readonly halfOpenMax?: number;
  readonly strangerBytesMax?: number;
  /** Hears how each peer ended; for logs and tests. */
  readonly onPeerEnd?: (ending: PeerEnding) => void;
  /** Encrypts, for peers that know the public key, and refuses all others. */
  readonly curve?: CurveServer;
  /** Ports that are listened at already. */
  readonly held?: HeldPorts;
}

/** The part of a role that the options decide. */
export function curveOf({ curve }: BindOptions): Pick<Role, "curve"> {
  return curve === undefined ? {} : { curve };
}

/** A bound socket seen from below: who may connect and what is done with them. */
export interface Service {
  readonly role: Role;
  /** Handlers of one new peer. */
  handlersFor(connection: Connection): PeerHandlers;
  onGone(connection: Connection): void;
}

/** Listens at an endpoint and serves each peer on its own. */
export class Server implements AsyncDisposable {
  readonly #bound: BoundEndpoint;
  readonly #service: Service;
  readonly #options: BindOptions;
  readonly #connections = new Set<Connection>();
  readonly #halfOpen = new Set<Connection>();
  readonly #accepting: Promise<void>;
  readonly #closed = Promise.withResolvers<void>();
  #isClosed = false;

  private constructor(bound: BoundEndpoint, service: Service, options: BindOptions) {
    this.#bound = bound;
    this.#service = service;
    this.#options = options;
    this.#accepting = this.#acceptAll();
  }

  /** Binds; rejects with a worded error when that is not possible. */
  static async open(endpoint: Endpoint, service: Service, options: BindOptions): Promise<Server> {
    return new Server(await bindEndpoint(endpoint, options.held), service, options);
  }

  get endpoint(): Endpoint {
    return this.#bound.endpoint;
  }

  /** Accepts nobody any more, delivers what was sent, and closes all peers. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#isClosed) {
      this.#isClosed = true;
      this.#closed.resolve();
      this.#bound.close();
    }
    const lingerMsMax = this.#options.lingerMsMax ?? LINGER_MS_MAX;
    const endings = [...this.#connections].map((connection) => connection.finish(lingerMsMax));
    await Promise.all([this.#accepting, ...endings]);
  }

  async #acceptAll(): Promise<void> {
    while (!this.#isClosed) {
      try {
        const stream = await this.#bound.accept();
        if (this.#isClosed) stream.close();
        else void this.#serve(stream);
      } catch {
        // Either the listener was closed, or one peer could not be accepted and may try again.
        if (!this.#isClosed) await settlesWithin(this.#closed.promise, ACCEPT_RETRY_MS);
      }
    }
  }

  async #serve(stream: ByteStream): Promise<void> {
    const connection: Connection = new Connection(stream, this.#service.role, {
      ...this.#options,
      onGrowth: () => connection.isProven || this.#limitMemory(),
    });
    const handlers = this.#service.handlersFor(connection);
    this.#connections.add(connection);
    this.#halfOpen.add(connection);
    this.#makeRoom(connection);
    const ending = await connection.run({
      ...handlers,
      onReady: (_connection, peer) => {
        this.#halfOpen.delete(connection);
        handlers.onReady(connection, peer);
      },
    });
    this.#connections.delete(connection);
    this.#halfOpen.delete(connection);
    this.#service.onGone(connection);
    this.#options.onPeerEnd?.(ending);
  }

  #makeRoom(newest: Connection): void {
    const [oldest] = this.#halfOpen;
    if (this.#halfOpen.size > (this.#options.halfOpenMax ?? HALF_OPEN_MAX)) {
      oldest?.close({ kind: "refused", reason: "too many peers are in their handshake" });
    }
    if (this.#connections.size > (this.#options.peersMax ?? PEERS_MAX)) {
      // Those in their handshake have a limit of their own, and the newest is one of them.
      const stranger = this.#strangers().find(({ isReady }) => isReady);
      (stranger ?? newest).close({ kind: "refused", reason: "the socket has too many peers" });
    }
  }

  #limitMemory(): void {
    const strangers = this.#strangers().sort((a, b) => b.heldBytes - a.heldBytes);
    let bytes = strangers.reduce((sum, { heldBytes }) => sum + heldBytes, 0);
    for (const stranger of strangers) {
      if (bytes <= (this.#options.strangerBytesMax ?? STRANGER_BYTES_MAX)) return;
      bytes -= stranger.heldBytes;
      stranger.close({ kind: "refused", reason: "unknown peers take too much memory" });
    }
  }

  /** Who has proven nothing, the oldest first. */
  #strangers(): Connection[] {
    return [...this.#connections].filter(({ isProven }) => !isProven);
  }
}
