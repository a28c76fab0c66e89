/** What a server was told of texts that lie in no file, and how it is told of changes. */

import { isOfCells, type ModuleText } from "../notebook/model.ts";
import type { Connection } from "./connection.ts";

/** The texts of one server. */
export interface Documents {
  /**
   * Tells what is new or changed. Modules of cells that are not among them any more are closed;
   * texts that are being typed stay open.
   */
  update(modules: readonly ModuleText[]): void;
}

/** Makes the texts of a server that knows none; `folder` is the URI in front of their names. */
export function createDocuments(connection: Connection, folder: string): Documents {
  const opened = new Map<string, { text: string; version: number }>();

  function tell({ fileName, text }: ModuleText): void {
    const known = opened.get(fileName);
    if (known?.text === text) return;
    const version = (known?.version ?? 0) + 1;
    opened.set(fileName, { text, version });
    const uri = folder + fileName;
    if (known === undefined) {
      const languageId = fileName.endsWith("x") ? "typescriptreact" : "typescript";
      const textDocument = { uri, languageId, version, text };
      connection.tell("textDocument/didOpen", { textDocument });
    } else {
      const textDocument = { uri, version };
      connection.tell("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
    }
  }

  return {
    update(modules) {
      const needed = new Set(modules.map(({ fileName }) => fileName));
      for (const fileName of [...opened.keys()]) {
        if (!isOfCells(fileName) || needed.has(fileName)) continue;
        opened.delete(fileName);
        connection.tell("textDocument/didClose", { textDocument: { uri: folder + fileName } });
      }
      modules.forEach(tell);
    },
  };
}
