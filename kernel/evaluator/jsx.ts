/** How JSX of cells becomes calls: what the folder's configuration says of it. */

/** Settings in the compiler's words; comments in a cell come first. */
export interface JsxSettings {
  readonly runtime: "classic" | "automatic";
  /** Where the automatic runtime imports from. */
  readonly importSource?: string;
  /** The classic runtime's functions, for elements and for fragments. */
  readonly pragma?: string;
  readonly pragmaFrag?: string;
}

/** What Deno does without any settings. */
export const JSX_DEFAULT: JsxSettings = { runtime: "classic" };

/** Reads `compilerOptions` of a `deno.json`; what Deno would not take is left out. */
export function readJsxSettings(compilerOptions: unknown): JsxSettings {
  if (typeof compilerOptions !== "object" || compilerOptions === null) return JSX_DEFAULT;
  const text = (name: string): string | undefined => {
    const value: unknown = Object.getOwnPropertyDescriptor(compilerOptions, name)?.value;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  if (AUTOMATIC.includes(text("jsx") ?? "")) {
    return { runtime: "automatic", importSource: text("jsxImportSource") ?? "react" };
  }
  const pragma = text("jsxFactory");
  const pragmaFrag = text("jsxFragmentFactory");
  return {
    runtime: "classic",
    ...(pragma === undefined ? {} : { pragma }),
    ...(pragmaFrag === undefined ? {} : { pragmaFrag }),
  };
}

/** `precompile` means the same, faster for servers. */
const AUTOMATIC = ["react-jsx", "react-jsxdev", "precompile"];
