/** Folders as URLs that names can be resolved against. */

import { encodeURI, URL } from "./primordials.ts";

/** The file URL of a folder, with a slash at its end. */
export function folderUrl(path: string): URL {
  // `#` and `?` are letters of a path but end a URL's.
  const encoded = encodeURI(path).replaceAll("#", "%23").replaceAll("?", "%3F");
  return new URL(`file://${encoded}${encoded.endsWith("/") ? "" : "/"}`);
}
