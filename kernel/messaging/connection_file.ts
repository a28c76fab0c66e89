/** The file by which a client tells a kernel where to listen and how to sign. */

import { z } from "zod";
import { isKnownScheme } from "./signature.ts";

/** A connection file, complete. */
export interface ConnectionFile {
  readonly transport: "tcp" | "ipc";
  /** Host name, or for ipc the path to which `-PORT` is added. */
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: string;
}

/** A connection file that was read, or why it was not. */
export type ParsedConnectionFile =
  | { kind: "connection"; connection: ConnectionFile }
  | { kind: "invalid"; reason: string };

const port = z.int().min(0).max(65535);
const connectionFile: z.ZodType<ConnectionFile> = z.object({
  transport: z.enum(["tcp", "ipc"]).default("tcp"),
  ip: z.string().min(1),
  shell_port: port,
  control_port: port,
  stdin_port: port,
  iopub_port: port,
  hb_port: port,
  key: z.string(),
  signature_scheme: z.string().default("hmac-sha256").refine(isKnownScheme, {
    error: "must be hmac-sha256 or hmac-sha512",
  }),
});

/** Reads the text of a connection file. */
export function parseConnectionFile(text: string): ParsedConnectionFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { kind: "invalid", reason: `it is not JSON (${String(error)})` };
  }
  const parsed = connectionFile.safeParse(json);
  return parsed.success
    ? { kind: "connection", connection: parsed.data }
    : { kind: "invalid", reason: z.prettifyError(parsed.error) };
}
