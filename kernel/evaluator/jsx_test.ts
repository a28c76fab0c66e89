/** Settings for JSX, as folders have them. */

import { assertEquals } from "@std/assert";
import { type JsxSettings, readJsxSettings } from "./jsx.ts";

const SETTINGS: [name: string, options: unknown, expected: JsxSettings][] = [
  ["none", undefined, { runtime: "classic" }],
  ["text", "react-jsx", { runtime: "classic" }],
  ["a number for a name", { jsx: 5, jsxFactory: 6 }, { runtime: "classic" }],
  ["functions", { jsx: "react", jsxFactory: "h", jsxFragmentFactory: "F" }, {
    runtime: "classic",
    pragma: "h",
    pragmaFrag: "F",
  }],
  ["a module", { jsx: "react-jsx", jsxImportSource: "preact", jsxFactory: "h" }, {
    runtime: "automatic",
    importSource: "preact",
  }],
  ["precompiling", { jsx: "precompile" }, { runtime: "automatic", importSource: "react" }],
];

for (const [name, options, expected] of SETTINGS) {
  Deno.test(`readJsxSettings() reads ${name}`, () => {
    assertEquals(readJsxSettings(options), expected);
  });
}
