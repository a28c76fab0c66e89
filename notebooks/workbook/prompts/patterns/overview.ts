/** Patterns of the introduction, the front matter and Section 1. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const OVERVIEW_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-I-01",
    fact: "CPython is written in C, compiles source to bytecode and interprets that.",
    settledBy: { look: "platform.python_implementation() and dis.dis()" },
    forms: [
      "true: ?cpython|reference implementation + to bytecode|into bytecode|bytecode compil* + interpret*|walks|execut*",
      "false: ?cpython|reference implementation + machine code|native code + before|straight|directly + compil*|translat*|turns|emits + !jit",
      "false: ?cpython + java|rust|go + written|implemented",
      "false: ?cpython + skips bytecode|~bothers with bytecode|~use bytecode|~uses bytecode|~bytecode at all",
    ],
  },
  {
    record: "L2-I-02",
    fact: "Python 3.14.0 was released on 7 October 2025.",
    settledBy: { look: "PEP 745" },
    forms: [
      "true: ?3.14 + october 2025 + release*|came out|appeared|ship*|publish*|launch*",
      "true: ?3.14 + 7 october + 2025",
      "false: ?3.14 + !2025 + 2023|2024|2026 + release*|came out|appeared|ship*|publish*|launch* + !3.14.5|3.14.10",
      "false: ?3.14 + 2025 + january|february|march|april|may|june|july|august|september|november|december + released|came out|appeared|shipped|published|launched + !alpha|beta|candidate",
    ],
  },
  {
    record: "L2-I-03",
    fact:
      "The interpreter was rebuilt in steps long before 3.14: wordcode in 3.6, caches and specialization in 3.11, a JIT in 3.13.",
    settledBy: { probe: "specialization" },
    forms: [
      "false: ?interpreter*|architecture|core of + unchanged|same|identical|untouched|nobody touched|no change* + 30 year*|decade*|30 years",
      "true: ?interpreter*|architecture + ~unchanged|~same|~untouched + ?decade*|30 year*|3.14",
      "true: ?interpreter* + rebuilt|changed|rewritten|evolv* + before 3.14|3.11|already|long before + ?3.6|3.11|3.13|wordcode",
      "true: ?interpreter*|architecture + ~same|~unchanged + ?30 years|3 decade*",
    ],
  },
  {
    record: "L2-I-04",
    fact: "Pure Python executes some hundred million bytecodes a second on one core, not billions.",
    settledBy: { probe: "dispatch" },
    forms: [
      "false: ?operation*|bytecode*|instruction*|steps|decisions + billion* + per second|every second|a second|each second + !10 billion iterations",
      "true: ?bytecode*|operation*|instruction* + million* + per second|a second|each second + ~billion*",
      "true: ?bytecode*|operation*|instruction* + million* + per second|a second|each second|every second + !billion*",
    ],
  },
  {
    record: "L2-S0-01",
    fact:
      "The tail-call interpreter is chosen when CPython is built; most binaries of 3.14 are built without it.",
    settledBy: { look: "the table of CPythons: its column of tail calls" },
    forms: [
      "true: ?@tail + opt in|build option|compiled without|built without|configure|build time|passed|with tail call interp|not the default|compile time",
      "true: ?@tail + ~by default|~enabled|~active|~switched on + !3.13",
      "false: ?@tail + by default|out of the box|everybody|everyone gets|whatever compiler|automatically|always active|every build|all builds|active + !clang|some builds|some binaries|some distributions|uv|whether|depend*|only if|vendor*|macos|installer*",
    ],
  },
  {
    record: "L2-S0-02",
    fact:
      "The incremental collector was in 3.14.0 to 3.14.4 only; from 3.14.5 on it is the generational one again.",
    settledBy: { probe: "gc_state" },
    forms: [
      "true: ?increment* + @gone + ?@late|@early|3.14",
      "true: ?increment* + only|just + @early",
      "true: ?generational + @late + !increment*",
      "true: ?increment* + until 3.14.4|up to 3.14.4|before 3.14.5",
      "true: ?@gc + went back|back + generational + ?@late",
      "outdated: ?increment* + 3.14|since 3.14 + ?@gc + !@early + !@gone + !@late + !was incremental|at first|initially + !version*|detect*|version_info + !cost*|need*|context",
    ],
  },
  {
    record: "L2-S0-03",
    fact: "Since 3.14 annotations are evaluated when they are read (PEP 649 and PEP 749).",
    settledBy: { probe: "annotation_evaluation" },
    forms: [
      "true: ?@annotations + @deferred|only when|until somebody|until they are|not evaluated + 3.14|pep 649 + !instant*|second*|faster|quicker + !string*|text",
      "true: ?@annotations + ~evaluated + 3.14 + until|when",
      "false: ?@annotations + 3.14 + still|like before|nothing changed|as before + ?evaluated|run",
      "false: ?@annotations + 3.14 + immediately|as soon as|at definition time|right when|eagerly + evaluat*|run|runs|builds",
    ],
  },
  {
    record: "L2-S0-04",
    fact: "pyperformance is a mix of application-like benchmarks and small kernels.",
    settledBy: { look: "await pyperformance() lists the benchmarks" },
    forms: [
      "true: ?pyperformance + mix*|beside|alongside|next to|both|also contains|kernel*|toy program*|nbody|fannkuch + ?kernel*|toy|micro*|nbody",
      "partly: ?pyperformance + solely|only|every|all|entirely|exclusively|full + real world|real application*|production app*|applications",
      "partly: ?pyperformance + real world + applications|performance + !kernel*|mix*|toy",
    ],
  },
  {
    record: "L2-S0-05",
    fact: "3 to 5 % is the gain of tail-call builds over the same compiler without tail calls.",
    settledBy: { probe: "tail_calls" },
    forms: [
      "true: #3-5% + ?only|applies|about + @tail + ?@builds",
      "false: #3-5% + every|any|all|each|everybody|everyone|no matter|regardless + 3.14|user*|build* + !only",
    ],
  },
  {
    record: "L2-S1-01",
    fact:
      "In a default build of 3.14 the JIT is off, the GIL is on, and tail calls are not built in.",
    settledBy: { probe: "jit_state" },
    forms: [
      "true: ?jit + remains experimental|still experimental|is experimental|stays experimental|off by default|is off|disabled|opt in + ?3.14|default|remains|still|by default + !3.13|deliver*|optimize*",
      "true: ?jit + off|experimental + by default|@late + !3.13",
      "true: ?jit + ~enabled|~on by default|~active|~by default",
      "true: ?free threading|free threaded|nogil + support*|official* + separate|own build|another build|different build|special build",
      "true: ?@tail + opt in|~default + ?jit + off|experimental",
      "false: ?jit + switched on|enabled|enables|turns on|on|activ*|runs + by default|out of the box|automatically + !off|disabled|experimental|opt in|included|include + !keep*",
      "false: ?experimental + ?3.13 + switched on|enabled|on by default|by default|activat*|production|became the default|standard + ?3.14",
      "false: ?free threading|free threaded|nogil + is experimental|remains experimental|still experimental + !3.13",
      "false: ?gil + is gone|officially gone|removed entirely|no longer exists + !build|disable|3.13",
      "false: ?free threading|free threaded + ?3.14 + by default|default + on|enabled|active + !separate|optional|off|disabled|gil",
      "false: ?gil + ?3.14 + by default|default + off|remov*|disabled + !separate|optional|free threading|free threaded",
      "false: ?gil + ?3.14 + removed|removes + !build*|option*|separate|free threading|free threaded|can|may|possible",
      "true: ?gil + ?3.14 + on|enabled + by default|default build + !free threading|free threaded",
    ],
  },
  {
    record: "L2-S1-02",
    fact:
      "3 to 5 % compares a tail-call build with the same compiler without tail calls; it is no ratio of 3.14 to 3.13.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: #3-5% + compar*|against|relative|versus|vs + @tail|clang|same compiler",
      "true: #3-5% + ?3.13 + ~3.14|~3.13|~number",
      "partly: #3-5%|#5%|#3% + 3.14 + ?3.13|typical + @faster|upgrad* + !clang|same compiler|@tail|only",
      "partly: ?3.14 + #3-5% + @faster + !clang|same compiler|@tail|only",
    ],
  },
  {
    record: "L2-S1-03",
    fact: "No source gives 10 to 15 % for 3.14; an early 9 to 15 % for tail calls was withdrawn.",
    settledBy: { probe: "tail_calls" },
    forms: [
      "true: #9-15%|#10-15% + ?@tail|compiler|baseline|figure|number|early|original|% + withdrawn|retract*|corrected|withdrew|revised|bug|artifact|artefact",
      "true: #10-15% + ?gain*|3.14|figure|number|claim* + ~source|~evidence|~confirmed|unsupported",
      "partly: ?3.14|pattern*|@tail + #10-15%|#9-15% + @faster + !retract*|withdrawn|corrected|withdrew|revised|bug + !~source|~evidence",
    ],
  },
  {
    record: "L2-S1-04",
    fact:
      "Steady speed, pauses and import time are different metrics: their gains do not multiply.",
    settledBy: { look: "compound() refuses gains in different units" },
    forms: [
      "true: ?metric*|unit*|pause*|import* + ~multipl*|~add up|~combin*|~compound*|~sum",
      "true: ?gain*|improvement*|speedup* + different metric*|different unit*|own unit|own metric",
      "false: ?improvement*|speedup*|gain*|optimization*|optimisation* + multipl*|compound*|multiplicative + !same work + !differ* + !%|1.05|0.95",
    ],
  },
  {
    record: "L2-S1-05",
    fact: "pyperformance contains micro-benchmarks too, such as unpack_sequence.",
    settledBy: { look: "the list of benchmarks: lines of code of each" },
    forms: [
      "true: ?pyperformance + micro*|synthetic|kernel* + contain*|includ*|also|such as|entries",
      "partly: ?pyperformance + ~micro*|~artificial|~synthetic",
    ],
  },
  {
    record: "L2-S1-06",
    fact: "A billion iterations of 48 ns take 48 s; 5 % of that are 2.4 s.",
    settledBy: { look: "billionIterations()" },
    forms: [
      "true: ?billion + #48ns + #48s + take*|saves|is|are + ?#2.4s",
      "false: ?billion + #48ns + #4.8s|#480s|#24s|#0.24s|#48ms|#2.4ms + take*|sav*|is",
    ],
  },
  {
    record: "L2-S1-07",
    fact:
      "The steps are uneven: 3.11 was by far the largest, later ones are small, and some loops got slower.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?3.11 + jump*|largest|biggest|greatest|leap*|most of + !3.14 brought",
      "true: ?3.11 + largest step|biggest step|jump",
      "true: ?progress|gains|trend + uneven|irregular|~predictable|~steady",
      "false: ?gains|performance|release*|version*|speed* + predictable|steadily|regular* + !uneven + pattern*|about|faster|each|every",
    ],
  },
];
