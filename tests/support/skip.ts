/** Tests that need something a machine may lack: they run, or they are skipped and say what is missing. */

/**
 * Registers a test, or leaves it out when `missing` says what this machine lacks.
 *
 * The reason stands in the test's name, so every reporter and the gate's closing list show it.
 */
export function testUnless(
  missing: string | null,
  { name, fn, ...rest }: Deno.TestDefinition,
): void {
  if (missing === null) Deno.test({ ...rest, name, fn });
  else Deno.test({ ...rest, name: `${name} (skipped: ${missing})`, ignore: true, fn });
}
