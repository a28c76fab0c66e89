/** Patterns of Section 2. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const INTERPRETER_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-S2-01",
    fact:
      "Specialization rewrites bytecode at run time, since 3.11; tail calls change the C code, since 3.14: two features.",
    settledBy: { probe: "specialization" },
    forms: [
      "true: ?@tail + @special + unrelated|different|separate|distinct|independent|confuse|one changes|other rewrites|~same|whereas",
      "false: ?@tail + @special + also known|also called|known as|same thing|another name|2 names|synonym*|one and the same|aka|sometimes called|so called|identical|called + !unrelated|different|not",
    ],
  },
  {
    record: "L2-S2-02",
    fact:
      "Tail calls bring a few per cent on builds that have them; on Windows builds of 3.15 they bring 15 to 20 %.",
    settledBy: { probe: "tail_calls" },
    forms: [
      "true: ?@tail + few %|at most|#3-5%|#1-5%|#1-3% + ?build*|linux|worth|only|bring*|clang + !every|any",
      "true: ?@tail + windows + #15-20%|15",
      "partly: ?@tail + most significant|most important|biggest win|biggest improvement|biggest change|biggest performance|biggest optimi*|largest gain|greatest improvement|main improvement|main reason + 3.14|optimi*|win|improvement*|change + !windows",
    ],
  },
  {
    record: "L2-S2-03",
    fact:
      "A good model; GCC and Clang builds jump with computed gotos, and with tail calls there is no central loop.",
    settledBy: { look: "sysconfig: HAVE_COMPUTED_GOTOS" },
    forms: [
      "true: ?computed goto*|switch|loop + computed goto*|~central loop + replac*|instead|jump*|gcc|clang|with",
      "true: ?@tail + ~central loop|~switch",
      "partly: ?switch + every|all|always|whatever|one big|single|central + bytecode|builds|cpython|interpreter + !computed goto*|replaced",
    ],
  },
  {
    record: "L2-S2-04",
    fact: "Specialization came with 3.11 (PEP 659); 3.14 only added forms of it.",
    settledBy: { probe: "specialization" },
    forms: [
      "true: ?@special + 3.11 + since|arrived|came|part of|introduc*|added in|from|with|in 3.11|exists + !3.14 introduc*",
      "false: ?@special + 3.14 + new feature|new in|is new|introduc*|novel|now adapts + !3.11 + !~new|~is new",
      "true: ?@special + ~new + ?3.14",
    ],
  },
  {
    record: "L2-S2-05",
    fact: "3 to 5 % is the tail-call figure; PEP 659 credits specialization with 10 to 60 %.",
    settledBy: { look: "specialization off and on in one CPython 3.15" },
    forms: [
      "true: ?@special|pep 659 + #10-60% + credit*|gives|bring*|@faster|estimat*|by|of",
      "true: #3-5% + ?@special + @tail|~@special",
      "true: ?@special + ~#3-5% + ?gives|give|effect|speed*|gain*|bring*",
      "false: ?@special + #3-5% + !@tail + @faster|yield*|effect|cumulative|brings|makes|gives + !not",
    ],
  },
  {
    record: "L2-S2-06",
    fact:
      "Inference is spent in native code; only the Python share can gain from a faster interpreter.",
    settledBy: { probe: "dose" },
    forms: [
      "true: ?inference|model* + native|c code|cuda|c extension*|gpu|in c|runs in c + ?dispatch|interpreter|bytecode|time",
      "true: ?inference|model* + ~changes|~notices|~@faster + ?dispatch|interpreter",
      "false: ?inference|llm* + @faster + interpreter|tail call*|dispatch|3.14 + !native|c code|cuda|only|not|share|~changes",
    ],
  },
  {
    record: "L2-S2-07",
    fact: "Waiting and starting up are not bytecode: a faster interpreter hardly changes them.",
    settledBy: { probe: "dose" },
    forms: [
      "true: ?i o|io bound|waits|waiting|network|short script* + little|~@faster|dominat*|~benefit*|less|limited + ?interpreter|dispatch|faster|waiting",
      "false: ?i o|io bound|waits|network + @faster + most|a lot|greatly|strongly|much + !little|hardly|not|dominat*",
    ],
  },
  {
    record: "L2-S2-08",
    fact: "The listing of one source differs from version to version.",
    settledBy: { probe: "dispatch" },
    forms: [
      "true: ?dis|listing*|opcode* + differ*|~same|chang*|var* + version*|release*|3.11|3.14",
      "false: ?dis|listing* + @same|portable|compare + every version|all versions|across versions|each version|any version|versions + !differ*|not",
    ],
  },
  {
    record: "L2-S2-09",
    fact: "Bytecode belongs to one minor version: another one refuses it by its magic number.",
    settledBy: { look: "importlib.util.MAGIC_NUMBER of each CPython" },
    forms: [
      "true: ?bytecode|pyc + magic number|refused|version specific|specific to a version|implementation detail|~portable|recompil* + ?version*|release*|3.14|3.13|minor|detail",
      "partly: ?bytecode|pyc + platform independen*|portable|like java class|like the jvm|any python version|any version|every version + !refused|specific|not|unlike + exist*|runs|like|thanks|because|so|for",
    ],
  },
  {
    record: "L2-S2-10",
    fact:
      "Besides dispatch there are boxing, allocation, reference counts and type guards; no source gives one share.",
    settledBy: { look: "an empty loop beside one with a float addition" },
    forms: [
      "true: ?overhead + boxing|allocat*|reference count*|counting reference*|type check*|type guard* + besides|also|as well|includ*|consist*|~only|not just",
      "partly: ?overhead|interpreter + fetching|decoding|housekeeping + nearly all|just|most of|surprising|only|mainly + !~only + !as well",
    ],
  },
  {
    record: "L2-S2-11",
    fact: "From 3.13 to 3.14 attribute reads and calls gained; tight loops stayed or lost.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?tight loop*|small loop*|loops + slower|lost|stayed the same|stay or lose|~@faster|did not|worse + 3.14|attribute*|calls",
      "false: ?tight loop*|small loop*|small bodies|tight + most|biggest|largest|greatest + @faster + !attribute*|not",
    ],
  },
  {
    record: "L2-P1-01",
    fact:
      "What lies between two identical loops is noise: it shows how well this machine can tell anything apart.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?identical|same loop* + noise|noise floor|chance + !cached",
      "false: ?identical|same loop* + faster|quicker|slower + cach*|second|really|truly|warmed + !noise|chance",
    ],
  },
  {
    record: "L2-P1-02",
    fact:
      "Objects without cycles are freed at once by counting; only cyclic garbage gives the collector work.",
    settledBy: { probe: "garbage_counts" },
    forms: [
      "true: ?object*|garbage|lists + ?cycle*|cyclic|acyclic + freed at once|freed immediately|immediately|die immediately|at once|almost no collection* + reference count*|counting|freed|~collector",
      "true: ?@gc|pause* + need*|only + cyclic|cycles",
      "false: ?short lived|object*|lists + @gc|pause* + constantly|every object|each object|has to wait|all the time + !cycl* + !acyclic + !not",
    ],
  },
  {
    record: "L2-P1-03",
    fact:
      "gc.disable(), gc.freeze() and gc.set_threshold() change how often it collects; 3.14.0 to 3.14.4 ignore the third threshold.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?set_threshold|threshold*|freeze|disable + rarer|fewer|less often|change how|ignored|more often|chang* + collect*|3.14.0|3.14.4 + !~chang*",
      "false: ?set_threshold|threshold*|settings|freeze + ~effect|~difference|~change* + ?collect*|often",
    ],
  },
  {
    record: "L2-P1-04",
    fact:
      "Most pauses are short, from microseconds to a few ms; with a million live containers the longest exceed 100 ms.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?@gc|pause* + short|microsecond*|below a millisecond|under a millisecond|few ms|few milliseconds + most|young|median|usually|typical*",
      "false: ?@gc|pause* + every|each|all|always + hundreds of|#>=100ms + !full|live|million",
      "false: ?python|cpython + ~pauses|~pause + ?@gc",
    ],
  },
  {
    record: "L2-P1-05",
    fact:
      "A pause is felt as the slowest request; overhead is found by an empty loop or the C function for the same work.",
    settledBy: { look: "the exercise of Part 1" },
    forms: [
      "true: ?pause* + slowest request|longest request|worst request|request that arrives + felt|is|seen|appears|shows up",
      "true: ?overhead + empty loop|baseline|c function|builtin + compar*|beside|against|subtract*",
      "false: ?pause* + average|mean + request|time of a request|latency + is + !not",
      "false: ?overhead + total running time|total time|whole running time|total + simply|just|look at|is + !compar*",
    ],
  },
];
