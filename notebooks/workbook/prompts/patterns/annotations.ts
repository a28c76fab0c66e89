/** Patterns of Section 4. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const ANNOTATION_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-S4-01",
    fact: "Python 3.14 implements PEP 649 and PEP 749.",
    settledBy: { look: "import annotationlib" },
    forms: [
      "true: ?pep 649|pep 749 + 3.14 + implement*|landed|includ*|with|arrived|brings",
      "false: ?pep 649 + rejected|withdrawn|~part of|3.10|3.11|3.12|3.13 + !3.14 implements + !supersed*",
    ],
  },
  {
    record: "L2-S4-02",
    fact:
      "Before 3.14 annotations ran at definition, unless the future import made strings of them; those of locals never did.",
    settledBy: { probe: "annotation_evaluation" },
    forms: [
      "true: ?before 3.14|3.13|earlier + ?@annotations|future import + unless|strings|~evaluated|never",
      "partly: ?before 3.14|up to 3.13|3.13 + @annotations + all|always|every + evaluated|import + !unless|strings",
    ],
  },
  {
    record: "L2-S4-03",
    fact: "Nested generic hints of built-in types run from 3.9 on.",
    settledBy: { look: "the two lines in any CPython from 3.9 on" },
    forms: [
      "true: ?list int|hints|dict str|generics + 3.9 + work*|write|run|since|from + !typeerror|raise*",
      "false: ?list int|hints|dict str|generics + 3.9|3.12|3.10|3.11|3.13 + typeerror|raise*|fail*|only + !~typeerror",
    ],
  },
  {
    record: "L2-S4-04",
    fact: "Before 3.14 a function with three or four hints costs an import 1 to 5 microseconds.",
    settledBy: { probe: "annotations_import" },
    forms: [
      "true: ?@annotations + import* + microsecond*|#1-5us|#3-9ms|few milliseconds|few ms",
      "partly: ?@annotations + hundreds|few hundred + seconds|noticeable|measurable|significant|heavy + import*|start* + !microsecond*",
    ],
  },
  {
    record: "L2-S4-05",
    fact:
      "Annotations become a compiled function, __annotate__, that runs on demand; strings come only from the future import.",
    settledBy: { probe: "annotation_formats" },
    forms: [
      "true: ?@annotations + __annotate__|annotate function|compiled into a function|a function + 3.14|run*|become|on demand",
      "true: ?@annotations + ~string*|~text + 3.14 + !evaluated",
      "partly: ?@annotations + string*|text|textual + 3.14 + stored|keeps|kept|as + !future import|__annotate__|unless",
    ],
  },
  {
    record: "L2-S4-06",
    fact: "In 3.14 the subscripts of a hint are not evaluated before somebody asks for them.",
    settledBy: { probe: "annotation_evaluation" },
    forms: [
      "true: ?list int|dict str|subscript*|alias + 3.14 + ~evaluated|until",
      "false: ?list int|dict str|alias + 3.14 + immediately|right when|at definition|every annotation + evaluat*|builds + !until",
    ],
  },
  {
    record: "L2-S4-07",
    fact:
      "Only the annotations' part of an import shrinks; with the future import it grew, and .pyc files grew too.",
    settledBy: { probe: "annotations_import" },
    forms: [
      "true: ?import* + @annotations|annotation part + only + shrink*|remain*|part",
      "true: ?@annotations + ~free|~instant* + ?import*",
      "true: ?pyc + larger|grew|bigger|grow* + ?@annotations|3.14",
      "false: ?import* + instant|instantly|instantaneous*|no time|practically no time|free + ?3.14|@deferred|@annotations + !pyc + !traditional*|before 3.14",
    ],
  },
  {
    record: "L2-S4-08",
    fact:
      "Annotations are milliseconds per thousands of functions; for start-up there are lazy imports (PEP 810, 3.15).",
    settledBy: { probe: "import_tree" },
    forms: [
      "true: ?@annotations + ~turn|~cut|~reduce + seconds|milliseconds|import*",
      "true: ?lazy import*|pep 810 + start up|startup|import time|tool + !~start up",
      "false: ?import*|start* + seconds + milliseconds + ?@deferred|@annotations|3.14 + !~turn|~cut + from|instead|to|now|cut",
      "false: ?start* + milliseconds + ~seconds + ?@deferred + ?@annotations",
    ],
  },
  {
    record: "L2-S4-09",
    fact:
      "A module is imported once a process; small programs have too few hints for a difference.",
    settledBy: { probe: "annotations_import" },
    forms: [
      "true: ?import* + cached|once per process|sys modules|only once + ?@annotations|import*",
      "true: ?@annotations + little difference|~matter*|~benefit*|negligible + small|repl|tiny",
      "partly: ?@annotations + again and again|repeated*|frequent*|tiny script*|small script* + strongly|matter*|benefit* + !cached|little",
    ],
  },
  {
    record: "L2-S4-10",
    fact:
      "The first reading of __annotations__ is slower in 3.14, because the annotate function runs then.",
    settledBy: { probe: "annotation_formats" },
    forms: [
      "true: ?@annotations + slower|costs more|takes longer + read*|first|access* + !faster than",
      "false: ?@annotations|type hint* + faster|quicker|speed* + process*|read*|access*|handling + !slower",
    ],
  },
  {
    record: "L2-S4-11",
    fact:
      "There was a cost, but 3 to 9 ms for 2,000 functions, and next to none with the future import.",
    settledBy: { probe: "annotations_import" },
    forms: [
      "true: ?@annotations + start up|startup|start + few milliseconds|never|~big|#3-9ms|avoided + before 3.14|3.13|milliseconds|ms",
      "partly: ?@annotations + slow*|main reason + start up|startup|started|start + before 3.14|3.13|up to 3.13 + !milliseconds|ms + !never",
    ],
  },
];
