/** Short names for content, to see whether it changed. */

/** SHA-256 in hexadecimal. */
export async function fingerprint(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", content)).toHex();
}

/** One fingerprint of several files; a missing file counts as empty. */
export async function fingerprintFiles(paths: string[]): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const content = await Deno.readFile(path).catch(() => new Uint8Array());
    parts.push(await fingerprint(content));
  }
  return await fingerprint(new TextEncoder().encode(parts.join("\n")));
}
