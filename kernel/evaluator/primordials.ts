/**
 * What the language and Deno offer, as it was before the first cell ran. A cell may declare a
 * variable named `Promise` or take `JSON.stringify` away, and means its own code by that; what runs
 * beside cells in their process imports the names that it uses from here.
 */

export const {
  ArrayBuffer,
  AsyncDisposableStack,
  Deno,
  Error,
  Map,
  Number,
  Set,
  String,
  Symbol,
  SyntaxError,
  TypeError,
  URL,
  Uint8Array,
  WeakMap,
  decodeURIComponent,
  encodeURI,
  encodeURIComponent,
  queueMicrotask,
} = globalThis;

export const Array: ArrayConstructor = preserved(globalThis.Array);
export const Atomics: Atomics = preserved(globalThis.Atomics);
export const JSON: JSON = preserved(globalThis.JSON);
export const Object: ObjectConstructor = preserved(globalThis.Object);
export const Promise: PromiseConstructor = preserved(globalThis.Promise);
export const Reflect: typeof globalThis.Reflect = preserved(globalThis.Reflect);

/** The same object for its users, with functions that nobody can take away. */
function preserved<T extends object>(original: T): T {
  const copy: unknown = original instanceof Function ? original.bind(undefined) : {};
  for (const name of globalThis.Reflect.ownKeys(original)) {
    const value: unknown = globalThis.Reflect.get(original, name);
    globalThis.Object.defineProperty(copy, name, {
      value: typeof value === "function" ? value.bind(original) : value,
    });
  }
  return copy as T;
}
