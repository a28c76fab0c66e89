/** How much the values of cells may take. */

/**
 * Heap of the evaluator when nobody says otherwise. V8's own limit (4 GiB on this kind of machine)
 * lets a cell that holds on to everything run for most of a minute before it ends; chosen so that
 * a table of ten million numbers still fits.
 */
const HEAP_MIB_DEFAULT = 2048;

/** Sets another heap limit, in MiB. */
const HEAP_VARIABLE = "PROBEBOOK_HEAP_MIB";

/** The limit of this kernel, in MiB. */
export function heapLimitMib(): number {
  const wanted = Number(Deno.env.get(HEAP_VARIABLE) ?? NaN);
  return Number.isSafeInteger(wanted) && wanted > 0 ? wanted : HEAP_MIB_DEFAULT;
}
