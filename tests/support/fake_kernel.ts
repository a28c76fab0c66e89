/** Plays a Deno kernel's interface, as cells see it. */

/** A message that a cell sent. */
export interface SentMessage {
  readonly type: string;
  readonly displayId: string;
  readonly text: string;
}

/** A kernel that writes down what it is sent; it goes when it is disposed of. */
export interface FakeKernel extends Disposable {
  readonly messages: readonly SentMessage[];
}

interface DisplayContent {
  readonly data: Readonly<Record<string, string>>;
  readonly transient: { readonly display_id: string };
}

/** Puts the kernel in place. */
export function fakeKernel(): FakeKernel {
  const messages: SentMessage[] = [];
  const before = Object.getOwnPropertyDescriptor(Deno, "jupyter");
  const broadcast = (type: string, { data, transient }: DisplayContent) => {
    messages.push({ type, displayId: transient.display_id, text: data["text/plain"] ?? "" });
    return Promise.resolve();
  };
  // The accessor cannot be redefined, but its setter takes a value (Deno 2.9.6).
  Reflect.set(Deno, "jupyter", { broadcast });
  // What cells measure is recorded, and what a test measures is nobody's record.
  const recordedIn = Deno.env.get("PROBEBOOK_STORE");
  Deno.env.set("PROBEBOOK_STORE", "off");
  return {
    messages,
    [Symbol.dispose]: () => {
      if (recordedIn === undefined) Deno.env.delete("PROBEBOOK_STORE");
      else Deno.env.set("PROBEBOOK_STORE", recordedIn);
      Reflect.set(Deno, "jupyter", undefined);
      if (before?.configurable === true) Object.defineProperty(Deno, "jupyter", before);
    },
  };
}
