/**
 * The command line of the notebook tools: lab, run, clean, notebooks, assign, report.
 *
 * Each command is imported only when it is called for: `lab` and `clean` must start without a
 * network and before anything was downloaded, the others need packages.
 */

type Command = (args: string[]) => Promise<number>;

const USAGE = `Usage: deno task lab | run | clean | notebooks | assign | report
  lab        set up JupyterLab in .lab/ and open the workbook
  run        run notebooks headless
  clean      remove .lab/ and caches
  notebooks  write or check the canonical form of the notebooks
  assign     write assignments for nbgrader
  report     write what a learner has guessed, answered and found
`;

if (import.meta.main) Deno.exit(await main(Deno.args));

async function main([name = "", ...args]: string[]): Promise<number> {
  if (Deno.build.os === "windows") {
    say("Cannot run on Windows: Linux and macOS are supported");
    say("Remedy: use the Windows Subsystem for Linux (WSL)");
    return 1;
  }
  const command = await load(name);
  if (command === null) {
    say(
      name === "" ? USAGE : `Cannot run "${name}": not a command of the notebook tools\n${USAGE}`,
    );
    return 2;
  }
  return await command(args);
}

/** Computed specifiers: Deno loads a literal one, and all that it imports, whether called or not. */
async function load(name: string): Promise<Command | null> {
  const specifier = {
    lab: "lab/mod",
    clean: "clean",
    run: "run",
    notebooks: "canonical",
    assign: "assign/mod",
    report: "report",
  }[name];
  if (specifier === undefined) return null;
  const module: Record<string, unknown> = await import(`./${specifier}.ts`);
  const command = module[`${name}Command`];
  if (!isCommand(command)) throw new TypeError(`Cannot run "${name}": its module has no command`);
  return command;
}

function isCommand(value: unknown): value is Command {
  return typeof value === "function";
}

function say(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(`${text}\n`));
}
