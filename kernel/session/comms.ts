/** Messages of front ends on comms: to the callbacks of cells, and how those ended. */

import type { CommDelivery, Evaluation } from "../evaluator/port.ts";
import type { ClientRequest, Header, Incoming } from "../messaging/mod.ts";
import type { SessionContext } from "./context.ts";

/** A message on a comm. */
export type CommRequest = Extract<ClientRequest, { type: "comm_open" | "comm_msg" | "comm_close" }>;

/** Whether a request is a message on a comm. */
export function isCommRequest(request: ClientRequest): request is CommRequest {
  return request.type === "comm_open" || request.type === "comm_msg" ||
    request.type === "comm_close";
}

/** Whether a cell has an ear for the message. */
export function isExpected(
  { comms }: Pick<SessionContext, "comms">,
  request: CommRequest,
): boolean {
  return request.type === "comm_open"
    ? comms.hasTarget(request.target_name)
    : comms.isOpen(request.comm_id);
}

/** Hands a message to the callbacks that it concerns, and waits for their end. */
export async function takeCommMessage(
  context: SessionContext,
  incoming: Incoming,
  request: CommRequest,
): Promise<void> {
  const { outbox, comms, cells, evaluator } = context;
  const parent = incoming.message.header;
  if (!isExpected(context, request)) {
    // The specification asks for a close when nobody has registered the target.
    if (request.type === "comm_open") publishClose(context, parent, request.comm_id);
    return;
  }
  if (request.type === "comm_open") comms.open(request.comm_id, request.target_name);
  else if (request.type === "comm_close") comms.close(request.comm_id);
  const cellId = cells.open(incoming);
  const ending = await evaluator.deliver(deliveryOf(incoming, { request, cellId }));
  if (ending.kind === "died") forgetProcess(context, parent);
  const text = complaint(ending);
  if (text !== null) void outbox.publish(parent, "stream", { name: "stderr", text });
}

/** After the end of the process of cells: its names have gone, and nobody listens to its comms. */
export function forgetProcess(
  context: Pick<SessionContext, "outbox" | "comms" | "help">,
  parent: Header | null,
): void {
  context.help.forget();
  for (const commId of context.comms.clear()) publishClose(context, parent, commId);
}

function publishClose(
  { outbox }: Pick<SessionContext, "outbox">,
  parent: Header | null,
  commId: string,
): void {
  void outbox.publish(parent, "comm_close", { comm_id: commId, data: {} });
}

function deliveryOf(
  { message }: Incoming,
  { request, cellId }: { request: CommRequest; cellId: string },
): CommDelivery {
  return {
    type: request.type,
    cellId,
    commId: request.comm_id,
    targetName: request.type === "comm_open" ? request.target_name : "",
    data: request.data,
    metadata: message.metadata,
    buffers: message.buffers.map((buffer) => buffer.toBase64()),
  };
}

/** A message on a comm has no reply, so how its callbacks failed is text. */
function complaint(ending: Evaluation): string | null {
  switch (ending.kind) {
    case "value":
      return null;
    case "thrown":
      return `${ending.traceback.join("\n")}\n`;
    case "interrupted":
      return `${["A callback was stopped", ...ending.traceback].join("\n")}\n`;
    case "died":
      return `${ending.message}\n`;
  }
}
