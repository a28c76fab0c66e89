/** Which request a cell's output belongs to, also long after the cell ended. */

import type { Header, Incoming } from "../messaging/mod.ts";

/**
 * Cells whose late output still finds its parent: a few hundred bytes of header each, and more
 * than the 5,000 cells that the load requirement queues at once. Older ones use the latest.
 */
const CELLS_MAX = 8192;

/** The requests of recent cells, by cell id. */
export interface CellBook {
  /** Notes a new cell and gives its id. */
  open(request: Incoming): string;
  /** The request of a cell; for a forgotten id that of the latest cell. */
  requestOf(cellId: string): Incoming | null;
}

/** Makes an empty book. */
export function createCellBook(): CellBook {
  const requests = new Map<string, Origin>();
  const share = createPool();
  let latest: Origin | null = null;
  let openedCount = 0;
  return {
    open({ channel, identities, message: { header } }) {
      const cellId = `c${++openedCount}`;
      // All else is dropped, it may be large: only the address of the answer is needed later.
      latest = { channel, identities, header: shareTexts(header, share) };
      requests.set(cellId, latest);
      const [oldest] = requests.keys();
      if (requests.size > CELLS_MAX && oldest !== undefined) requests.delete(oldest);
      return cellId;
    },
    requestOf(cellId) {
      const origin = requests.get(cellId) ?? latest;
      return origin === null ? null : asIncoming(origin);
    },
  };
}

/** Where a cell came from. */
interface Origin extends Pick<Incoming, "channel" | "identities"> {
  readonly header: Header;
}

function asIncoming({ header, ...address }: Origin): Incoming {
  return {
    ...address,
    message: { header, parentHeader: {}, metadata: {}, content: {}, buffers: [] },
  };
}

/** Texts that all messages of a client have: thousands of headers need them only once. */
function shareTexts(header: Header, share: (text: string) => string): Header {
  const { msg_type, session, username, version } = header;
  return {
    ...header,
    msg_type: share(msg_type),
    session: share(session),
    username: share(username),
    version: share(version),
  };
}

/** Different texts that are shared; a kernel has a few clients. Chosen. */
const SHARED_MAX = 64;

function createPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    const known = pool.get(text);
    if (known !== undefined) return known;
    if (pool.size >= SHARED_MAX) pool.clear();
    pool.set(text, text);
    return text;
  };
}
