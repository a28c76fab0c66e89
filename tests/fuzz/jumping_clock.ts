/** Loaded before a program: its clock, the one that can be set, jumps by years each time it is read. */

const YEAR_MS = 365 * 24 * 3600 * 1000;
const JUMPS_YEARS = [0, -30, 50, 0, 7_000, -56, 1];

let readCount = 0;

function jumpedMs(): number {
  return performance.timeOrigin + performance.now() +
    (JUMPS_YEARS[readCount++ % JUMPS_YEARS.length] ?? 0) * YEAR_MS;
}

globalThis.Date = new Proxy(Date, {
  construct: (target, parts, newTarget) =>
    Reflect.construct(target, parts.length > 0 ? parts : [jumpedMs()], newTarget),
  get: (target, name, receiver) => name === "now" ? jumpedMs : Reflect.get(target, name, receiver),
});
