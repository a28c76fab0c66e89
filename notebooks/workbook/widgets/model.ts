/** A widget's state here and its twin in the front end, kept the same. */

import { z } from "zod";
import { findComms, type WidgetComm, type WidgetComms } from "./comm_port.ts";

/** What a widget's twin is made from: names and values as the front end's classes have them. */
export type WidgetState = Readonly<Record<string, unknown>>;

/** A widget before it is shown. */
export interface WidgetModelSpec {
  /** The front end's classes: of the values, of the picture and of the style. */
  readonly classes: { readonly model: string; readonly view: string; readonly style: string };
  readonly state: WidgetState;
  /** Takes what the reader changed; a promise is awaited, so that Stop can end it. */
  readonly onState?: (changed: WidgetState) => unknown;
  readonly find?: () => WidgetComms | null;
}

/** A widget's model. */
export interface WidgetModel {
  /** Whether a front end has it. */
  readonly isShown: boolean;
  /** Changes values, here and in the front end. */
  update(changed: WidgetState): void;
  /** The widget for the page, or only `text` where there is no front end for it. */
  bundle(text: string): Readonly<Record<string, unknown>>;
  /** Takes it off the page. */
  close(): void;
}

/** What the front end calls a picture of a model. */
const VIEW = "application/vnd.jupyter.widget-view+json";

const WIDGET_TARGET = "jupyter.widget";

/** A front end that was loaded anew asks here for all widgets at once. */
const CONTROL_TARGET = "jupyter.widget.control";

/** Of the messages; the highest that ipywidgets 8.1 speaks. */
const PROTOCOL_VERSION = "2.1.0";

/** Of the classes in the packages base and controls; ipywidgets 8.1 sends the same for both. */
const CLASSES_VERSION = "2.0.0";

const BASE = "@jupyter-widgets/base";
const CONTROLS = "@jupyter-widgets/controls";

interface Twin {
  readonly comm: WidgetComm;
  readonly state: () => WidgetState;
}

/** What is shown now, by the name of its comm: what a reloaded front end gets. */
const twins = new Map<string, Twin>();

/** The comms that have heard of us: a kernel has one such object, tests have several. */
const announced = new WeakSet<WidgetComms>();

const message = z.object({
  method: z.string(),
  state: z.record(z.string(), z.unknown()).default({}),
});

/** Makes a model; the front end hears of it when it is shown for the first time. */
export function createWidgetModel(spec: WidgetModelSpec): WidgetModel {
  const { classes, onState = () => {}, find = findComms } = spec;
  const id = newId();
  const parts = { layout: newId(), style: newId() };
  let state: WidgetState = {
    ...classNames(CONTROLS, classes.model, classes.view),
    layout: `IPY_MODEL_${parts.layout}`,
    style: `IPY_MODEL_${parts.style}`,
    ...spec.state,
  };

  const openAll = (comms: WidgetComms): void => {
    announce(comms);
    openTwin(comms, parts.layout, { state: () => classNames(BASE, "LayoutModel", "LayoutView") });
    openTwin(comms, parts.style, {
      state: () => ({
        ...classNames(CONTROLS, classes.style, "StyleView"),
        // A label is as wide as its text; the classes' own width cuts it after a dozen letters.
        description_width: "initial",
      }),
    });
    openTwin(comms, id, {
      state: () => state,
      onState(changed) {
        state = { ...state, ...changed };
        return onState(changed);
      },
    });
  };

  return {
    get isShown() {
      return twins.has(id);
    },
    update(changed) {
      state = { ...state, ...changed };
      twins.get(id)?.comm.send({ method: "update", state: changed, buffer_paths: [] });
    },
    bundle(text) {
      const comms = find();
      if (comms === null) return { "text/plain": text };
      if (!twins.has(id)) openAll(comms);
      const view = { version_major: 2, version_minor: 0, model_id: id };
      return { [VIEW]: view, "text/plain": text };
    },
    close() {
      for (const name of [id, parts.style, parts.layout]) {
        const twin = twins.get(name);
        twins.delete(name);
        twin?.comm.close();
      }
    },
  };
}

interface TwinSpec {
  readonly state: () => WidgetState;
  readonly onState?: (changed: WidgetState) => unknown;
}

function openTwin(
  comms: WidgetComms,
  commId: string,
  { state, onState = () => {} }: TwinSpec,
): void {
  const comm = comms.open(WIDGET_TARGET, {
    commId,
    data: { state: state(), buffer_paths: [] },
    metadata: { version: PROTOCOL_VERSION },
  });
  comm.onMessage(async (data) => {
    const parsed = message.safeParse(data);
    // Other methods are for classes that we do not show.
    if (!parsed.success) return;
    const { method, state: changed } = parsed.data;
    if (method === "request_state") {
      comm.send({ method: "update", state: state(), buffer_paths: [] });
    } else if (method === "update") {
      // For the other windows on the same kernel; the one that sent it recognises it.
      comm.send({ method: "echo_update", state: changed, buffer_paths: [] });
      await onState(changed);
    }
  });
  comm.onClose(() => twins.delete(commId));
  twins.set(commId, { comm, state });
}

/** Answers front ends that were loaded anew. */
function announce(comms: WidgetComms): void {
  if (announced.has(comms)) return;
  announced.add(comms);
  comms.registerTarget(CONTROL_TARGET, (comm) => {
    comm.onMessage((data) => {
      if (message.safeParse(data).data?.method !== "request_states") return;
      comm.send({ method: "update_states", states: allStates(), buffer_paths: [] });
    });
  });
}

function allStates(): Record<string, unknown> {
  return Object.fromEntries([...twins].map(([id, twin]) => {
    const state = twin.state();
    return [id, {
      model_name: state["_model_name"],
      model_module: state["_model_module"],
      model_module_version: state["_model_module_version"],
      state,
    }];
  }));
}

function classNames(module: string, model: string, view: string): WidgetState {
  return {
    _model_module: module,
    _model_module_version: CLASSES_VERSION,
    _model_name: model,
    _view_module: module === CONTROLS && view === "StyleView" ? BASE : module,
    _view_module_version: CLASSES_VERSION,
    _view_name: view,
  };
}

/** As ipywidgets makes them: 32 hexadecimal digits. */
function newId(): string {
  return crypto.randomUUID().replaceAll("-", "");
}
