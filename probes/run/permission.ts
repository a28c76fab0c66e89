/** What this program may run: a kernel lets its cells run CPythons and nothing else. */

/** Whether it may run any program, and so end any. */
export function mayRunAll(): boolean {
  return Deno.permissions.querySync({ name: "run" }).state === "granted";
}

/** Whether it may run that one; Deno compares paths as they are written. */
export function mayRun(executable: string): boolean {
  return Deno.permissions.querySync({ name: "run", command: executable }).state === "granted";
}
