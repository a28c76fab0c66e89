/** A course of nbgrader in a folder of its own: assignments of ours, submissions, marks. */
import { dirname, fromFileUrl, join } from "@std/path";
import { z } from "zod";
import { writeNotebook } from "../../notebooks/tools/nbformat_write.ts";
import { readNotebookFile } from "../../notebooks/tools/notebook_file.ts";
import { describeKernelUnderTest } from "../support/kernel_under_test.ts";

const TOOLS = fromFileUrl(new URL("../../notebooks/tools/main.ts", import.meta.url));

/** The texts of cells that a student writes, by their grade ids. */
export type Submission = Readonly<Record<string, string>>;

/** A course that lasts as long as a test. */
export interface Course extends AsyncDisposable {
  readonly folder: string;
  /** Runs nbgrader; what it said. Rejects with that when it failed. */
  nbgrader(...args: readonly string[]): Promise<string>;
  /** What a student hands in: the released notebook with these cells. */
  submit(student: string, cells: Submission): Promise<void>;
  /** Each student's score in the gradebook, and the most there is. */
  marks(): Promise<Record<string, [score: number, max: number]>>;
}

/** What the course is run with. */
export interface CourseOptions {
  /** A Python that has nbgrader. */
  readonly python: string;
  readonly notebook: string;
  readonly assignment: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Makes the course by our own command line. */
export async function makeCourse(options: CourseOptions): Promise<Course> {
  const { python, notebook, assignment } = options;
  const home = await Deno.makeTempDir({ prefix: "probebook-course-" });
  const kernel = await describeKernelUnderTest("default");
  const folder = join(home, "course");
  await Deno.mkdir(join(home, "jupyter", "kernels"), { recursive: true });
  await Deno.mkdir(join(home, "temporary"));
  await Deno.symlink(kernel.folder, join(home, "jupyter", "kernels", "probebook"));
  await demand(Deno.execPath(), {
    args: ["run", "-A", "--no-check", TOOLS, "assign", notebook, "--out", folder],
    cwd: home,
  });
  const env = {
    ...options.env,
    // nbgrader starts a program that stands beside its Python.
    PATH: `${dirname(python)}:${Deno.env.get("PATH") ?? ""}`,
    HOME: home,
    // Cells may write temporary files: this home lies among those of the machine.
    TMPDIR: join(home, "temporary"),
    JUPYTER_PATH: join(home, "jupyter"),
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_DATA_DIR: join(home, "data"),
  };
  const nbgrader = (...args: readonly string[]) =>
    demand(python, { args: ["-m", "nbgrader", ...args], cwd: folder, env });
  return {
    folder,
    nbgrader,
    async submit(student, cells) {
      const name = `${assignment}.ipynb`;
      const released = join(folder, "release", assignment, name);
      const read = await readNotebookFile(released, name);
      if (read.kind === "refused") throw new Error(read.message);
      const target = join(folder, "submitted", student, assignment, name);
      await Deno.mkdir(dirname(target), { recursive: true });
      const answered = read.notebook.cells.map((cell) => {
        const { grade_id: id = "" } = graded.parse(cell.metadata["nbgrader"] ?? {});
        return { ...cell, source: cells[id] ?? cell.source };
      });
      await Deno.writeTextFile(target, writeNotebook({ ...read.notebook, cells: answered }));
    },
    async marks() {
      await nbgrader("export", "--to", "marks.csv");
      const [head = "", ...lines] = (await Deno.readTextFile(join(folder, "marks.csv"))).trim()
        .split(/\r?\n/);
      const names = head.split(",");
      const column = (line: string, name: string) => line.split(",")[names.indexOf(name)] ?? "";
      return Object.fromEntries(lines.map((line) => [
        column(line, "student_id"),
        [Number(column(line, "score")), Number(column(line, "max_score"))],
      ]));
    },
    async [Symbol.asyncDispose]() {
      await kernel[Symbol.asyncDispose]();
      await Deno.remove(home, { recursive: true });
    },
  };
}

const graded: z.ZodType<{ grade_id?: string | undefined }> = z.object({
  grade_id: z.string().optional(),
});

/** Runs a program to its end; rejects with its own words when it failed. */
async function demand(
  command: string,
  { args, cwd, env = {} }: {
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd,
    env: { ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  const said = `${decoder.decode(stdout)}${decoder.decode(stderr)}`;
  if (success) return said;
  throw new Error(`Cannot finish ${args.join(" ")}: ${said}`);
}
