/** Lines of a command: results on standard output, progress and faults on standard error. */

/** Takes a line of the result. */
export function printLine(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));
}

/** Takes a line of the progress, or of what went wrong. */
export function noteLine(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${line}\n`));
}
