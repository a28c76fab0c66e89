/** What cells emit, turned into messages under the cell they belong to. */

import type { OutputEvent } from "../evaluator/port.ts";
import { forgetProcess } from "./comms.ts";
import type { SessionContext } from "./context.ts";

/** Types a cell may publish; anything else could forge a reply or a status. */
const PUBLISHABLE: ReadonlySet<string> = new Set([
  "display_data",
  "update_display_data",
  "clear_output",
  "comm_open",
  "comm_msg",
  "comm_close",
]);

/** Publishes one event; the promise settles when the subscribers have taken it. */
export function publishOutput(
  context: Pick<
    SessionContext,
    "outbox" | "cells" | "evaluator" | "comms" | "help" | "askers" | "asked"
  >,
  event: OutputEvent,
): Promise<void> {
  const { outbox, cells } = context;
  const request = cells.requestOf(event.cellId);
  const parent = request?.message.header ?? null;
  const stderr = (text: string) => outbox.publish(parent, "stream", { name: "stderr", text });
  switch (event.kind) {
    case "stream":
      return outbox.publish(parent, "stream", { name: event.name, text: event.text });
    case "message": {
      if (!PUBLISHABLE.has(event.messageType)) {
        return stderr(
          `Cannot broadcast "${event.messageType}": a cell may send ${
            [...PUBLISHABLE].join(", ")
          }\n`,
        );
      }
      noteComm(context, event);
      const { contentBytes = null, metadata, buffers } = event;
      const options = { contentBytes, metadata, buffers };
      return outbox.publish(parent, event.messageType, event.content, options);
    }
    case "late_error":
      return stderr(`${event.traceback.join("\n")}\n`);
    case "comm_target":
      context.comms.setTarget(event.name, event.isRegistered);
      return Promise.resolve();
    case "restarted":
      forgetProcess(context, parent);
      return stderr(`${event.message}\n`);
    case "input_request":
      if (request === null || !context.askers.has(event.cellId)) {
        context.evaluator.answerInput("");
      } else {
        const messageId = outbox.askInput(request, event.prompt, event.password);
        context.asked = { cellId: event.cellId, messageId };
      }
      return Promise.resolve();
  }
}

/** Keeps account of the comms that cells open and close. */
function noteComm(
  { comms }: Pick<SessionContext, "comms">,
  { messageType, content }: OutputEvent & { kind: "message" },
): void {
  const { comm_id: id, target_name: target } = content;
  if (typeof id !== "string") return;
  if (messageType === "comm_open") comms.open(id, typeof target === "string" ? target : "");
  if (messageType === "comm_close") comms.close(id);
}
