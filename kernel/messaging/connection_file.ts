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
  /** The kernel's pair of keys for CurveZMQ in Z85; all sockets encrypt when they are there. */
  readonly curve_publickey?: string | undefined;
  readonly curve_secretkey?: string | undefined;
}

/** A connection file that was read, or why it was not. */
export type ParsedConnectionFile =
  | { kind: "connection"; connection: ConnectionFile }
  | { kind: "invalid"; reason: string };

// Not 0: the system would choose a port, and nobody would know which.
const port = z.int().min(1).max(65535);
// Z85 writes the 32 bytes of a key as 40 characters.
const curveKey = z.string().length(40).optional();
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
  curve_publickey: curveKey,
  curve_secretkey: curveKey,
}).refine(
  // With one of them lost, a kernel without encryption is not what its client asked for.
  ({ curve_publickey: open, curve_secretkey: secret }) =>
    (open === undefined) ===
      (secret === undefined),
  { error: "curve_publickey and curve_secretkey belong together" },
);

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
