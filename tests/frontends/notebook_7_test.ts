/** Notebook 7 in a real browser, with the kernel that an installation puts there. */
import { notebookFixture } from "../browser/lab_fixture.ts";
import { isMatrix } from "../support/python_driver.ts";
import {
  testHelp,
  testReload,
  testRunning,
  testStopping,
  testThemes,
  testWidgets,
} from "./both.ts";
import { startNotebookServer } from "./notebook_server.ts";
import { lackOf, testPython } from "./programs.ts";

const FRONT_END = "Notebook 7";

const testNotebook = notebookFixture({
  frontEnd: FRONT_END,
  missing: await lackOf("notebook"),
  start: () => startNotebookServer(testPython()),
});

testRunning(testNotebook, FRONT_END);
testStopping(testNotebook, FRONT_END);
testHelp(testNotebook, FRONT_END);
testWidgets(testNotebook, FRONT_END);
if (isMatrix()) testReload(testNotebook, FRONT_END);
testThemes(testNotebook, {
  frontEnd: FRONT_END,
  themes: ["JupyterLab Light", "JupyterLab Dark"],
});
