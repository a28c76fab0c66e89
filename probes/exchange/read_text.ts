/** A file's text: packed or not, never more than fits. */

/** Largest file, also after unpacking: a careful measurement with all its requests has some 50 MB. */
export const FILE_BYTES_MAX = 256 * 1024 * 1024;

/** Begins of files that are no text, and what they are. */
const BINARY: readonly (readonly [magic: string, what: string])[] = [
  ["PAR1", "Parquet, which is only written here; ask for the NDJSON"],
  ["SQLite format 3", "a database; open its sessions with openSession()"],
  ["PK\u0003\u0004", "an archive; unpack it"],
];

/** Reads a text file or a gzip of one; throws an `Error` that says why it cannot. */
export async function readText(
  path: string | URL,
  { file, bytesMax = FILE_BYTES_MAX }: { readonly file: string; readonly bytesMax?: number },
): Promise<string> {
  const doing = `Cannot read ${file}`;
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const { size, isDirectory } = await Deno.stat(path);
    if (isDirectory) throw new TypeError("it is a folder");
    if (size > bytesMax) throw tooLarge(bytesMax);
    bytes = await Deno.readFile(path);
    // Gzip (RFC 1952, 2.3.1); pyperf writes it for names that end in .gz.
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = await unpacked(bytes, bytesMax);
  } catch (error) {
    throw new TypeError(`${doing}: ${reasonOf(error)}`, { cause: error });
  }
  const begin = new TextDecoder("latin1").decode(bytes.subarray(0, 16));
  const [, what] = BINARY.find(([magic]) => begin.startsWith(magic)) ?? [];
  if (what !== undefined) throw new TypeError(`${doing}: it is ${what}`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SyntaxError(`${doing}: it is no text in UTF-8`, { cause: error });
  }
}

/** What gzip holds, as long as it is not too much: a few kB can hold gigabytes. */
async function unpacked(
  bytes: Uint8Array<ArrayBuffer>,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function tooLarge(bytesMax: number): RangeError {
  return new RangeError(`it has more than ${bytesMax} bytes`);
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "it may not be read";
  if (error instanceof Deno.errors.NotCapable) return "this program may not read it";
  return error instanceof Error ? error.message : String(error);
}
