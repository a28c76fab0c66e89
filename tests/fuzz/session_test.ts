/** A session behind its signature check: only signed messages are obeyed, and each is answered. */

import { completeness, warmTranspiler } from "../../kernel/evaluator/source/mod.ts";
import type { Evaluation, EvaluatorPort } from "../../kernel/evaluator/mod.ts";
import { createHelp } from "../../kernel/lsp/mod.ts";
import {
  createReplayGuard,
  createSigner,
  decodeWire,
  encodeWire,
  type Incoming,
  writeMessage,
} from "../../kernel/messaging/mod.ts";
import { createSession } from "../../kernel/session/mod.ts";
import { createAnswers } from "./answers.ts";
import { type Draw, drawFor } from "./draw.ts";
import { usedMib } from "./memory.ts";
import { headerFor } from "./requests.ts";
import { countedMessage, drawMessage, KEY, signedMessage } from "./signed.ts";
import { runTrial, type Subject } from "./trial.ts";

interface Sent {
  readonly channel: Incoming["channel"];
  readonly frames: Uint8Array[];
}

const CHANNELS: readonly Incoming["channel"][] = [
  "shell",
  "control",
  "stdin",
];

Deno.test({
  name: "kernel obeys signed messages once, answers each, and no others",
  // Questions look after 150 ms whether a cell keeps them waiting, also when the session has ended.
  sanitizeOps: false,
  fn: () =>
    runTrial<Sent[]>({
      name: "signed and forged messages",
      perMillion: 390_000,
      framesPerCase: 1,
      growthMibMax: 200,
      make(draw) {
        const sent = { channel: draw.pick(CHANNELS), frames: drawMessage(draw) };
        return draw.spoils(0.2) ? [sent, replayed(sent, draw)] : [sent];
      },
      show: (sent) =>
        sent.map(({ channel, frames }) =>
          [channel, ...frames.map((frame) => new TextDecoder().decode(frame))].join("\n  ")
        ).join("\n"),
      open: openSession,
    }),
});

/** Signed messages among which a repeated one is known; spoilt ones come again by chance as well. */
const REMEMBERED = 65_536;

/** The same once more, on any channel, perhaps with other routing and other buffers. */
function replayed({ frames }: Sent, draw: Draw): Sent {
  const routing = draw.chance(0.5) ? [draw.bytes(3)] : [];
  const buffers = draw.chance(0.2) ? [draw.bytes(3)] : [];
  return { channel: draw.pick(CHANNELS), frames: [...routing, ...frames, ...buffers] };
}

async function openSession(): Promise<Subject<Sent[]>> {
  await warmTranspiler();
  const signer = createSigner(KEY);
  const guard = createReplayGuard();
  const answers = createAnswers();
  let actCount = 0;
  const evaluator = scriptedEvaluator(() => actCount++);
  const session = createSession({
    evaluator,
    help: createHelp(evaluator.live),
    identity: { version: "1", denoVersion: "2", typescriptVersion: "3" },
    sessionId: "kernel",
    send(outgoing) {
      // As on the wire: what cannot be written would be found only there.
      encodeWire(outgoing.identities, writeMessage(outgoing.message), signer);
      answers.note(outgoing);
      return Promise.resolve();
    },
    onShutdown: () => actCount++,
  });
  const seen = new Set<string>();
  const remember = (signature: string) => {
    seen.add(signature);
    const [oldest] = seen;
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
  };

  async function takeOne({ channel, frames }: Sent): Promise<string | null> {
    const counted = countedMessage(frames);
    const isNew = counted !== null && !seen.has(counted.signature);
    if (isNew) remember(counted.signature);
    const actsBefore = actCount;
    const idle = answers.expect(isNew ? counted : null);
    const decoded = decodeWire(frames, signer);
    const isTaken = decoded.kind === "message" && guard.isNew(decoded.signature);
    if (decoded.kind === "message" && isTaken) {
      session.submit({ channel, identities: decoded.identities, message: decoded.message });
    }
    if (isTaken !== isNew) return `It was ${isTaken ? "" : "not "}taken`;
    if (!isTaken || counted === null) return actCount === actsBefore ? null : "It was obeyed";
    // An answer to a question is the only message without a bracket around it.
    if (counted.type !== "input_reply") await idle;
    return answers.fault(counted);
  }

  let goodCount = 0;
  const goodRequest = () => {
    const header = headerFor("kernel_info_request", drawFor(0, 0, 0));
    return signedMessage([{ ...header, msg_id: `good ${goodCount++}` }, {}, {}, {}]);
  };

  return {
    async take(sent) {
      for (const one of sent) {
        const fault = await takeOne(one);
        if (fault !== null) return fault;
      }
      return null;
    },
    checkUp: () => takeOne({ channel: "shell", frames: goodRequest() }),
    memoryMib: usedMib,
    async [Symbol.asyncDispose]() {
      await session.close();
    },
  };
}

const VALUE: Evaluation = { kind: "value", bundle: null, expressions: {} };
const THROWN: Evaluation = { kind: "thrown", name: "Error", message: "thrown", traceback: [] };

/** An evaluator that runs nothing and says that it was asked to. */
function scriptedEvaluator(onAct: () => void): EvaluatorPort {
  return {
    evaluate({ code }) {
      onAct();
      return Promise.resolve(code.includes("throw") ? THROWN : VALUE);
    },
    deliver() {
      onAct();
      return Promise.resolve(VALUE);
    },
    interrupt() {
      onAct();
      return Promise.resolve({ kind: "idle" });
    },
    answerInput: onAct,
    completeness,
    live: {
      names: () => Promise.resolve([]),
      members: () => Promise.resolve([]),
      describe: () => Promise.resolve(null),
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
