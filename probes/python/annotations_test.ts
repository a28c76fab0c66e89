/** Tests of the probes of annotations: when they are evaluated and what is kept, on every CPython. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Facts, numberOf, run, testFacts, values } from "../../tests/support/probe_scripts.ts";
import { evaluationMoments } from "../catalog/told.ts";

const FACTS: Facts = [
  ["annotation_evaluation.py sees when annotations are evaluated", async (python) => {
    const seen = await values(python, { probe: "annotation_evaluation" });
    const { definition, call, read, again, classRead, inside, unknown, nested } = seen.reduced;
    const isDeferred = python.deferredAnnotations ?? python.minor >= 14;
    assertEquals([definition, read, classRead], isDeferred ? [0, 2, 1] : [2, 0, 0]);
    assertEquals([call, again, inside], [0, 0, 0]);
    assertEquals(unknown, isDeferred ? "read" : "definition");
    assertEquals(nested, python.minor < 9 ? "TypeError" : "runs");
    const moments = evaluationMoments({ processes: [seen] });
    assertEquals(moments.find(({ notes }) => notes.length > 0), {
      moment: isDeferred ? "read" : "definition",
      notes: ["a", "b"],
    });
  }],
  ["annotation_evaluation.py sees nothing evaluated that is a text", async (python) => {
    const { reduced } = await values(python, {
      probe: "annotation_evaluation",
      params: { style: "future" },
    });
    const { definition, call, read, classRead, unknown, kept } = reduced;
    assertEquals([definition, call, read, classRead, unknown, kept], [
      ...[0, 0, 0, 0],
      ...["nowhere", "str"],
    ]);
  }],
  ["annotation_formats.py gives three formats, or says since when they exist", async (python) => {
    const { unavailable, reduced } = await run(python, { probe: "annotation_formats" });
    if (python.minor < 14) {
      assertMatch(`${unavailable?.remedy}`, /3\.14/);
      return;
    }
    assertEquals(unavailable, null);
    assertEquals(reduced["keeps"], "function");
    assertEquals(["asValue", "asForwardRef", "asString"].map((key) => reduced[key]), [
      "NameError",
      "ForwardRef",
      '"Missing"',
    ]);
  }],
  ["annotations_import.py reads annotations again, and all of them", async (python) => {
    const params = { style: "future", functions: 50, classes: 5 };
    const seen = await values(python, { probe: "annotations_import", params });
    assert(numberOf(seen, "readAgain") > 0 && numberOf(seen, "readAll") > 0);
  }],
];

testFacts(FACTS);
