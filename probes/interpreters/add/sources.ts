/** The machine's own apt sources: which archive its packages come from, and how apt trusts it. Pure. */

/** One source of packages, whichever of apt's two forms it stood in. */
export interface SourceEntry {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** All other fields as they stood, names in lower case, for example `signed-by`. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What a system says of itself in os-release. */
export interface SystemIdentity {
  /** Its own name and those of what it descends from, for example `linuxmint`, `ubuntu`, `debian`. */
  readonly ids: readonly string[];
  /** Of its release, for example `bookworm`. */
  readonly codenames: readonly string[];
}

/** The archive to take CPythons from. */
export interface Archive {
  readonly entry: SourceEntry;
  /** The releases to look through, the one with the newest packages first. */
  readonly suites: readonly string[];
  readonly components: readonly string[];
}

/** Names under which an archive's main releases stand beside their code names (Debian, Ubuntu). */
const ALIASES = ["unstable", "sid", "testing", "stable", "oldstable", "devel"];

/** Reads os-release (freedesktop.org, os-release(5)). */
export function readSystem(text: string): SystemIdentity {
  const value = (name: string) =>
    new RegExp(`^${name}=["']?([^"'\\n]*)`, "m").exec(text)?.[1]?.split(/\s+/) ?? [];
  const some = (names: readonly string[]) => names.flatMap(value).filter((word) => word !== "");
  return {
    ids: some(["ID", "ID_LIKE"]),
    codenames: some(["VERSION_CODENAME", "UBUNTU_CODENAME", "DEBIAN_CODENAME"]),
  };
}

/** Reads a file of sources: stanzas where its name ends in `.sources`, else one a line (sources.list(5)). */
export function readSources(text: string, fileName: string): SourceEntry[] {
  return fileName.endsWith(".sources")
    ? text.split(/\n[ \t]*\n/).flatMap((stanza) => readStanza(stanza) ?? [])
    : text.split("\n").flatMap((line) => readLine(line) ?? []);
}

/** The archive of the system's own release; null where the sources name none. */
export function chooseArchive(
  entries: readonly SourceEntry[],
  { ids, codenames }: SystemIdentity,
): Archive | null {
  const names = [...codenames, ...ALIASES];
  const own = entries.filter(({ suites, components }) =>
    components.includes("main") && suites.some((suite) => names.includes(suite))
  );
  // Others name their suites after the release, too; the distribution's own is called after itself.
  const entry = own.find(({ uris }) => uris.some((uri) => /debian|ubuntu/i.test(uri))) ?? own[0];
  if (entry === undefined) return null;
  const isUbuntu = entry.uris.some((uri) => /ubuntu/i.test(uri)) ||
    (ids.includes("ubuntu") && !entry.uris.some((uri) => /debian/i.test(uri)));
  const newest = isUbuntu ? ["devel"] : ["unstable", "stable"];
  const release = entry.suites.filter((suite) => names.includes(suite));
  return {
    entry,
    suites: [...new Set([...newest, ...release])],
    // Ubuntu keeps all CPythons but its main one in "universe".
    components: isUbuntu ? ["main", "universe"] : ["main"],
  };
}

/** A stanza for one suite of an archive, trusted as the machine trusts it. */
export function sourceStanza({ entry, components }: Archive, suite: string): string {
  const fields = [...entry.fields].map(([name, value]) => `${name}: ${value}`);
  const own = [`URIs: ${entry.uris.join(" ")}`, `Suites: ${suite}`];
  return ["Types: deb", ...own, `Components: ${components.join(" ")}`, ...fields, ""].join("\n");
}

function readStanza(stanza: string): SourceEntry | null {
  const fields = new Map<string, string>();
  let last = "";
  for (const line of stanza.split("\n")) {
    if (line.startsWith("#")) continue;
    const [, name, value] = /^([A-Za-z][\w-]*)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      fields.set(last, value ?? "");
    } else if (/^\s+\S/.test(line) && last !== "") {
      // A key may stand in the stanza itself, on lines of its own.
      fields.set(last, `${fields.get(last)}\n${line}`);
    }
  }
  if (fields.get("enabled")?.trim().toLowerCase() === "no") return null;
  return entryOf(fields);
}

function readLine(line: string): SourceEntry | null {
  const [, options = "", rest = ""] = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?([^#]+)/.exec(line) ?? [];
  const [uri, suite, ...components] = rest.trim().split(/\s+/);
  if (uri === undefined || suite === undefined) return null;
  const fields = new Map(
    [...options.matchAll(/([\w-]+)[+-]?=(\S+)/g)]
      .map((
        [, name = "", value = ""],
      ) => [OPTION_FIELDS[name] ?? name, value.replaceAll(",", " ")]),
  );
  fields.set("types", "deb").set("uris", uri).set("suites", suite);
  return entryOf(fields.set("components", components.join(" ")));
}

/** Options of a line that a stanza calls otherwise. */
const OPTION_FIELDS: Readonly<Record<string, string>> = {
  arch: "architectures",
  lang: "languages",
  target: "targets",
};

function entryOf(fields: Map<string, string>): SourceEntry | null {
  const words = (name: string) =>
    (fields.get(name) ?? "").split(/\s+/).filter((word) => word !== "");
  const [types, suites, components] = [words("types"), words("suites"), words("components")];
  // A CD is asked for by apt itself, and nobody would be there to put it in.
  const uris = words("uris").filter((uri) => !uri.startsWith("cdrom:"));
  if (!types.includes("deb") || uris.length === 0) return null;
  const own = ["types", "uris", "suites", "components", "enabled", "languages", "targets"];
  own.forEach((name) => fields.delete(name));
  return { uris, suites, components, fields };
}
