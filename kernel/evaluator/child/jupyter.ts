/** `Deno.jupyter` as Deno's own kernel offers it, so that notebooks for it run unchanged. */

import { currentCell } from "./cells.ts";
import type { Channel } from "./channel.ts";
import type { CommExtras } from "../cell_globals.ts";
import { bytesOf, type Comms, createComms } from "./comms.ts";
import { type Bundle, DISPLAY, format, imageType, isRecord } from "./format.ts";
import { Deno, Object, Promise, Reflect, TypeError, Uint8Array } from "../primordials.ts";

interface DisplayOptions {
  readonly raw?: boolean;
  readonly update?: boolean;
  readonly display_id?: string;
}

type Displayable = Record<typeof DISPLAY, () => Bundle>;

/** Puts the interface in place of the accessor that throws outside Deno's kernel. */
export function installJupyter(channel: Channel): Comms {
  const send = (
    messageType: string,
    content: Record<string, unknown>,
    { metadata = {}, buffers = [] }: CommExtras = {},
  ): void => {
    const bytes = buffers.map(bytesOf);
    channel.message(currentCell(), {
      kind: "message",
      messageType,
      metadata,
      bufferBytes: bytes.map(({ length }) => length),
      // Last, so that the parent finds its text; see `output.ts`.
      content,
    }, bytes);
    comms.onSent(messageType, content);
  };
  const comms = createComms(send, (name, isRegistered) => {
    channel.message(currentCell(), { kind: "comm_target", name, isRegistered });
  });

  // Not async: a message must be on its way before the next line of the cell runs.
  const broadcast = (
    messageType: string,
    content: Record<string, unknown>,
    extras?: CommExtras,
  ): Promise<void> => {
    try {
      send(messageType, content, extras);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error);
    }
  };

  const display = async (value: unknown, options: DisplayOptions = {}): Promise<void> => {
    const data = options.raw === true && isRecord(value) ? value : await format(value);
    await broadcast(options.update === true ? "update_display_data" : "display_data", {
      data: encodeBundle(data),
      metadata: {},
      transient: options.display_id === undefined ? {} : { display_id: options.display_id },
    });
  };

  const jupyter = {
    broadcast,
    display,
    format,
    md: taggedTemplate("text/markdown"),
    html: taggedTemplate("text/html"),
    svg: taggedTemplate("image/svg+xml"),
    image,
    comms: comms.api,
    $display: DISPLAY,
  };
  // The accessor cannot be redefined, but its setter takes a value (Deno 2.9.6).
  Reflect.set(Deno, "jupyter", jupyter);
  return comms;
}

/** A bundle for JSON: bytes, which only images have, become base64. */
export function encodeBundle(bundle: Bundle): Bundle {
  const encoded: Bundle = {};
  for (const [type, data] of Object.entries(bundle)) {
    encoded[type] = data instanceof Uint8Array ? data.toBase64() : data;
  }
  return encoded;
}

function displayable(bundle: Bundle): Displayable {
  return { [DISPLAY]: () => bundle } as Displayable;
}

function taggedTemplate(mediaType: string) {
  return (strings: TemplateStringsArray, ...values: unknown[]): Displayable =>
    displayable({
      [mediaType]: strings.map((text, index) => `${text}${values[index] ?? ""}`).join(""),
    });
}

function image(source: unknown): Displayable {
  const bytes = typeof source === "string" ? Deno.readFileSync(source) : source;
  const type = imageType(bytes);
  if (type === null || !(bytes instanceof Uint8Array)) {
    throw new TypeError("Cannot show the image: it is neither PNG nor JPEG");
  }
  return displayable({ [type]: bytes.toBase64() });
}
