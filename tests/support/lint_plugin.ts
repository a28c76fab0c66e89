/** The house's own lint rules: directions between rooms, named exports, wording of errors. */
// Deno keeps the types of Deno.lint in this library.
/// <reference lib="deno.unstable" />
import { fromFileUrl, join, relative, SEPARATOR } from "@std/path";
import { directionFault } from "./rooms.ts";

const ROOT = fromFileUrl(new URL("../../", import.meta.url));

/** What a cell may write; the import map of deno.json leads them to these files. */
const MAPPED: Readonly<Record<string, string>> = {
  probes: "probes/mod.ts",
  workbook: "notebooks/workbook/mod.ts",
};

/** The linter loads a plugin by its default export, so this one file needs what the rule forbids. */
const OWN_PATH = "tests/support/lint_plugin.ts";

const directions: Deno.lint.Rule = {
  create(context) {
    const from = repositoryPath(context.filename);
    function check(source: Deno.lint.StringLiteral, isTypeOnly: boolean) {
      const fault = directionFault({ from, to: resolveImport(from, source.value), isTypeOnly });
      if (fault !== null) context.report({ node: source, message: fault });
    }
    return {
      ImportDeclaration: (node) => check(node.source, node.importKind === "type"),
      ExportAllDeclaration: (node) => check(node.source, node.exportKind === "type"),
      ExportNamedDeclaration(node) {
        if (node.source !== null) check(node.source, node.exportKind === "type");
      },
      ImportExpression(node) {
        if (isStringLiteral(node.source)) check(node.source, false);
      },
    };
  },
};

const noDefaultExport: Deno.lint.Rule = {
  create(context) {
    if (repositoryPath(context.filename) === OWN_PATH) return {};
    return {
      ExportDefaultDeclaration(node) {
        context.report({ node, message: "A module of ours has named exports only" });
      },
    };
  },
};

const errorWording: Deno.lint.Rule = {
  create(context) {
    // A test may throw whatever it needs to see handled.
    if (/_test\.ts$/.test(context.filename)) return {};
    return {
      NewExpression(node) {
        if (node.callee.type !== "Identifier" || !node.callee.name.endsWith("Error")) return;
        const [message] = node.arguments;
        if (message === undefined) return;
        const fault = wordingFault(textOf(message));
        if (fault !== null) context.report({ node: message, message: fault });
      },
    };
  },
};

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "directions": directions,
    "no-default-export": noDefaultExport,
    "error-wording": errorWording,
  },
};

export default plugin;

function repositoryPath(filename: string): string {
  return relative(ROOT, filename).split(SEPARATOR).join("/");
}

function resolveImport(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return MAPPED[specifier] ?? specifier;
  return join(from, "..", specifier).split(SEPARATOR).join("/");
}

function isStringLiteral(node: Deno.lint.Expression): node is Deno.lint.StringLiteral {
  return node.type === "Literal" && typeof node.value === "string";
}

/** The written text of a message; a value in a template stands as quotes, empty for anything else. */
function textOf(node: Deno.lint.Expression | Deno.lint.SpreadElement): string {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : "";
  if (node.type !== "TemplateLiteral") return "";
  return node.quasis.map((part) => part.cooked).join('""');
}

function wordingFault(text: string): string | null {
  if (/[^.]\.$/.test(text)) return "An error message has no full stop at its end";
  if (/\w(?:n't|'re|'ve|'ll)\b|\b(?:it|that|there|what)'s\b/i.test(text)) {
    return "An error message has no contraction";
  }
  return null;
}
