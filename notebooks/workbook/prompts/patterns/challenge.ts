/** Patterns of the challenge's later parts and of the tries at the end. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const CHALLENGE_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-P2-01",
    fact: "Over many programs a few per cent, by the build; a single loop may gain or lose more.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?3.14 + single digit*|few % + ?depend*|at most|overall|expect + !3.15",
      "false: ?3.14 + #50%|#>=20% + overall|3.14 is|than 3.13|typical*|on average|for everyone|speedup from + @faster + !3.15|3.10|3.11|windows|single digit*|few|up to + !~#50%",
    ],
  },
  {
    record: "L2-P2-02",
    fact: "Shorter pauses may cost more in all: look at the longest and at the sum.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?shorter + pause* + longer total|more time|higher total|larger sum|more total|longer",
      "false: ?pause* + shorter|shrink* + less total|sum shrinks|less|sum of the pauses shrinks|total shrinks + always|as well|if|mean|therefore + !longer + !more",
    ],
  },
  {
    record: "L2-P3-01",
    fact:
      "A simulated figure is no measurement, and across vendors the compiler is what is compared.",
    settledBy: { look: "a comparison of two builds of one family" },
    forms: [
      "true: ?simulat* + ~measur*|~same as",
      "true: ?compar* + one vendor*|same vendor*|one family|same family|same build family",
      "false: ?simulat* + can|fine|ok|may + expected|improvement*|instead + !not",
      "false: ?compar* + conda|debian|pyenv|homebrew + debian|homebrew|fine|version + fine|ok|measure + !not + !compiler",
    ],
  },
  {
    record: "L2-P3-02",
    fact: "1 − 0.05 × (1 − 1 / 1.05) leaves 99.76 %: about 0.24 % are saved.",
    settledBy: { look: "amdahl()" },
    forms: [
      "true: ?#95% + c|native + #0.24%|#0.25%|hardly|quarter|little",
      "false: ?#95% + c|native + #5% + overall|full|still|whole + !#0.24%|#0.25%|hardly|quarter|only",
    ],
  },
  {
    record: "L2-P3-03",
    fact:
      "timeit for loops, cProfile for programs: it does not know the collector, and inflates small calls.",
    settledBy: { probe: "profile_pipeline" },
    forms: [
      "true: ?cprofile + distorts|inflates|overhead|~show|~see|~know* + !adds no + !~overhead",
      "false: ?cprofile + shows|exactly|reports + @gc + !~show|~shows",
      "false: ?cprofile + ~overhead",
    ],
  },
  {
    record: "L2-P4-01",
    fact: "An interval needs repetition: many timings, and more than one process.",
    settledBy: { look: "distribution() of one's own runs" },
    forms: [
      "true: ?interval* + several|many|repeat*|runs|multiple + !single|one run",
      "false: ?interval* + single|one run|one timing|1 run + enough|can|state|suffic* + !not + !several|many",
    ],
  },
  {
    record: "L2-P4-02",
    fact:
      "The sample's figures are without machine, version and workload: only their shape counts.",
    settledBy: { look: "one's own run" },
    forms: [
      "true: ?#45.2ms|#234.5ms|#23.4ms|sample + without|nothing|~expected|shape + machine|version|shape",
      "partly: ?#45.2ms|#234.5ms|#23.4ms + should|right|must|expected|any machine + !without|~expected|not + !nothing",
    ],
  },
  {
    record: "L2-P4-03",
    fact: "A time alone shows no bottleneck; its share does, or a run with the collector off.",
    settledBy: { probe: "time_shares" },
    forms: [
      "true: ?bottleneck + share|fraction|gc off|~show|~call + need|~show|alone|share",
      "false: ?bottleneck + memory churn|churn|memory + proves|shows|is|means + time|ms|timing|#>=100ms + !share|fraction + !not",
    ],
  },
  {
    record: "L2-P4-04",
    fact: "A benchmark is to be trusted when several runs agree within the noise.",
    settledBy: { look: "three runs of one program" },
    forms: [
      "true: ?benchmark* + several runs|3 times|multiple runs|repeat* + agree|consistent|medians|trust",
      "false: ?benchmark* + once|one run|single run + validat*|all|enough|trust* + !several|not",
    ],
  },
  {
    record: "L2-P4-05",
    fact: "The gains are real and depend on the workload and the build.",
    settledBy: { probe: "dose" },
    forms: [
      "true: ?3.14 + depend* + workload|program|what your|build|context|code + !#3-5% + !annotation*",
      "false: ?3.14 + every program|whatever you run|all programs|everything|any program|any code + faster|speed*|quicker + !not",
    ],
  },
  {
    record: "L2-TW-01",
    fact: "About 1.4 times is against 3.10, and 1.25 of it came with 3.11.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?3.10 + 1.4|#1.4x|#1.25x|1.25|#1.42x|#40% + 3.11|against|over",
      "true: ?3.11 + ~#40% + ?@faster",
      "partly: ?3.11 + #40% + 3.14 + @faster|became + !3.10 + !~#40%",
    ],
  },
  {
    record: "L2-TW-02",
    fact:
      "Each release removes and changes things: distutils in 3.12, many old modules in 3.13, forkserver in 3.14.",
    settledBy: { probe: "import_time" },
    forms: [
      "true: ?3.12|3.13|releases|3.14 + distutils|old modules|dead batteries|imp|forkserver + remov*|drop*|vanish*|gone|changed|break*",
      "false: ?backward compatib*|existing code|release* + ~breaking|~broke|~break|fully compatible|~broken",
      "false: ?release* + broke + none",
    ],
  },
  {
    record: "L2-TW-03",
    fact: "In 3.11 attribute and method access gained most; dict[key] gained little.",
    settledBy: { probe: "containers" },
    forms: [
      "true: ?attribute*|method* + most|a lot|more|gained|sped up + dict*|subscript* + little|~gain*|hardly|~sped|~faster|less",
      "true: ?dict*|subscript* + hardly|little|~faster + 3.11 + attribute*",
      "partly: ?dict*|lookup*|key + inline cach*|cache* + faster|twice as fast|#2x|much + !little|hardly",
    ],
  },
  {
    record: "L2-TW-04",
    fact:
      "Cheap frames came with 3.11 and inlined comprehensions with 3.12; neither is news of 3.14.",
    settledBy: { probe: "comprehension" },
    forms: [
      "true: ?frame*|comprehension* + 3.11|3.12 + lazy|lazily|cheap|inlin*|came|since",
      "true: ?frame*|comprehension* + ~news|~new + 3.14",
      "false: ?frame*|comprehension* + 3.14 + new|faster|cheaper|speed* + !~new|~news + !3.11 + !3.12",
    ],
  },
  {
    record: "L2-TW-05",
    fact: "get_stats() has no times before 3.15; without the collector cycles are never freed.",
    settledBy: { probe: "cyclic_objects" },
    forms: [
      "true: ?gc disable|disable|collector off|disabling|gc off|@gc + cycle*|cyclic + never freed|~freed|leak*|memory grows|~come back",
      "outdated: ?get_stats + how long|pause* + 3.14 + shows|reports|returns + !~shows",
      "false: ?disabl*|gc off + ~downside|~drawback|~cost + ?cycle*|objects",
    ],
  },
  {
    record: "L2-TW-06",
    fact: "3.12 moved the collector to the eval breaker; no gain of allocation was claimed.",
    settledBy: { probe: "cyclic_objects" },
    forms: [
      "true: ?3.12 + eval breaker + ?@gc|only|moved|run",
      "true: ?3.12 + ~allocation + ?@gc",
      "false: ?3.12 + @gc|memory + allocation + @faster|brought|better|cheaper + !eval breaker + !~allocation",
    ],
  },
];
