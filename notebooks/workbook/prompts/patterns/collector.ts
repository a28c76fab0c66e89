/** Patterns of Section 3. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const COLLECTOR_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-S3-01",
    fact: "Reference counting frees most objects at once; the cycle collector is for cycles.",
    settledBy: { probe: "object_deaths" },
    forms: [
      "true: ?reference count* + ?@gc|cycle* + cycle*|cyclic + !alone|no role + first|most|primary|only|takes care|handles|needed|second*",
      "false: ?reference count*|references + no role|~counts|counts no|~reference count*|~count + ?@gc|everything|alone",
    ],
  },
  {
    record: "L2-S3-02",
    fact: "Incremental in 3.14.0 to 3.14.4; generational before, from 3.14.5 on and in 3.15.",
    settledBy: { probe: "gc_state" },
    forms: [
      "true: ?increment* + @gone + ?@late|memory|3.14",
      "true: ?3.15|@late + ~increment*|generational",
      "outdated: ?3.14 + @gc + fundamental*|changes|revolution* + ?increment* + !@gone + !@late + !version*",
      "outdated: ?3.15|current python|today|now|latest + @gc + increment* + !@gone + !@early|until",
    ],
  },
  {
    record: "L2-S3-03",
    fact:
      "A collection runs in the thread that allocates and holds the GIL: the program waits for it.",
    settledBy: { probe: "gc_thread" },
    forms: [
      "true: ?@gc + stops|blocks|halts|paused|holds the gil|waits + program|python threads|all threads|threads|everything|gil + !never stops",
      "false: ?@gc + background|in parallel|concurrent*|own thread|separate thread|never stops|keeps running + !other languages + !does not|not + !same thread|allocat*",
    ],
  },
  {
    record: "L2-S3-04",
    fact: "Young collections of a small heap take tens to hundreds of microseconds.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?small program*|small script*|small heap*|small app* + @gc|pause* + microsecond*|#0.1ms|#0.1-0.2ms|below a millisecond|fraction",
      "partly: ?small program*|small script*|small heap*|small app* + @gc|pause*|collected + milliseconds|tens of|#>=5ms + !microsecond* + !full",
    ],
  },
  {
    record: "L2-S3-05",
    fact:
      "A million live containers stop a program for over 100 ms; a gigabyte of bytes for less than one.",
    settledBy: { probe: "full_collection" },
    forms: [
      "true: ?gigabyte*|gb|#100ms|pause* + million|container* + ?#100ms|bytes|strings|~gigabyte* + take|exceed|less than|not + !whatever",
      "true: ?bytes objects|strings + less than|~pause*|under + millisecond + ?gigabyte*|gb",
      "partly: ?gigabyte*|gb|gigabytes + always|whatever|once|more than|exceed*|reach*|over + #>=100ms + !bytes objects|strings|containers",
    ],
  },
  {
    record: "L2-S3-06",
    fact:
      "True of 3.14.0 to 3.14.4; an increment took all that its seed objects reach, so one container that holds all made one large one.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?increment* + reach* + one|single|everything|all|seed*|starts",
      "outdated: ?@gc + increments + 3.15|today|now|current|python s + ?interleaved|small|tiny|between + !3.14.0 + !context + !reach*",
    ],
  },
  {
    record: "L2-S3-07",
    fact:
      "Thirty pauses of 3 ms are invented; what splitting brings depends on the heap's shape and on how long garbage lives.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?increment*|pause* + depend* + shape|heap",
      "true: ?30|#3ms|pauses + invented|made up|fictitious|nothing fixes|~fixed + ?#3ms|30",
      "false: ?30 + #3ms + ?pause*|stop* + instead|replaced|turns|becomes|get|split*|into + !invented|made up|fictitious|nothing",
    ],
  },
  {
    record: "L2-S3-08",
    fact:
      "The total differs: in the probes here the incremental collector collected longer in all, and used more memory.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?total*|sum + increment*|splitting|split + @more|~same|~constant|~equal",
      "true: ?total*|sum + ~constant|~same|~unchanged + ?@gc|pause*|work",
      "false: ?total*|sum|work + ?increment*|split*|small steps|spread|distributed + same|constant|unchanged|~change*|~differ* + !~same|~constant|~unchanged + !doubl*",
    ],
  },
  {
    record: "L2-S3-09",
    fact:
      "The figures are invented; few requests meet a full collection, and the stages add up to 13.5 ms, not 15.",
    settledBy: { probe: "gc_pauses" },
    forms: [
      "true: ?request* + few|only few|tiny share|small share|rare*|hardly any|~affected|typical + full collection|large pause|pause|median + !every|each",
      "false: ?request* + #63.5ms|#63ms|#15ms|#50ms + every|without|with|takes|total + !invented|made up|within|budget|few",
    ],
  },
  {
    record: "L2-S3-10",
    fact: "No context switch: the collector runs in the same thread.",
    settledBy: { probe: "gc_thread" },
    forms: [
      "true: ?@gc|increment* + ~context switch*",
      "true: ?@gc|increment* + same thread|inside the thread|thread that allocates|own thread that + !background",
      "false: ?@gc|increment*|splitting + context switch* + cost*|overhead|add*|pay*|require* + !same thread",
    ],
  },
  {
    record: "L2-S3-11",
    fact: "Somebody who waits feels the longest pause; a batch job has only the total.",
    settledBy: { look: "the exercise with five settings" },
    forms: [
      "true: ?interactive|chat|latency|live|real time + longest|maximum|worst|latency + batch|nightly + total|sum|throughput + minimi*|matters|cares|needs|should|prefer*|important + !irrelevant",
      "false: ?batch|nightly + longest pause|latency|worst pause + matters|minimi*|important + !interactive|chat|latency matters for chat|total|sum",
      "false: ?chat|interactive|live + total|sum|throughput + minimi*|matters + irrelevant|unimportant|~matter*|only + !batch",
    ],
  },
  {
    record: "L2-S3-12",
    fact: "The kind of collector is found by trying: where does a survivor of gc.collect(0) live?",
    settledBy: { probe: "gc_state" },
    forms: [
      "true: ?increment* + ~version* + behav*|detect*|enough|collect|decide*|tell",
      "true: ?increment* + behav* + detect*|test*|find*|told|tell",
      "false: ?increment* + version_info|version|3.14 or later + check*|look at|tells|detect*|means|just + !behav* + !~version*|~enough",
    ],
  },
  {
    record: "L2-S3-13",
    fact: "gc.get_stats() has only counts before 3.15; gc.callbacks with a clock measures pauses.",
    settledBy: { look: "list(gc.get_stats()[0]) on each CPython" },
    forms: [
      "true: ?callbacks + pause*|duration*|measure* + !~callbacks",
      "true: ?get_stats + only counts|counts only|only count*|~times|~duration* + !reports the",
      "false: ?get_stats + pause*|long|times|duration* + measure*|reports|shows|tells|use|returns|gives + !callbacks + !~pause*|~times|~duration* + !only counts|3.15",
    ],
  },
  {
    record: "L2-S3-14",
    fact:
      "A collection walks tracked containers: the memory in strings, bytes and arrays costs it nothing.",
    settledBy: { probe: "full_collection" },
    forms: [
      "true: ?pause*|collector + container* + number|count|grow* + ?~memory|~megabytes|strings",
      "true: ?memory|bytes + strings|arrays|bytes + nothing|~cost*",
      "partly: ?pause*|@gc + how much memory|memory size|more megabytes|memory the program|more memory|size of the heap|amount of memory|memory usage + depend*|longer|proportional|grow*|determin* + !container* + !~memory",
    ],
  },
];
