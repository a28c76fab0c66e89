/** nbmake: notebooks as tests of pytest. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { testProgram } from "./programs.ts";

/** Without what it would leave in the folder. */
const PYTEST = ["-m", "pytest", "--nbmake", "-p", "no:cacheprovider", "--color=no"];

await testProgram("nbmake", {
  name: "nbmake passes a notebook that runs and fails one that throws, with our traceback",
  async use({ run, write }) {
    await write("good.ipynb", ["const seven: number = 7;", "console.log(seven * 6)"]);
    await write("bad.ipynb", ["const seven = 7;", "throw new RangeError(`too far: ${seven}`);"]);
    const { code, output } = await run(...PYTEST, "good.ipynb", "bad.ipynb");
    assertEquals(code, 1, output);
    assertStringIncludes(output, "1 failed, 1 passed");
    assertStringIncludes(output, "RangeError: too far: 7");
    assertStringIncludes(output, "at cell 2:1:7");
    assertStringIncludes(output, "1 | throw new RangeError");
  },
});
