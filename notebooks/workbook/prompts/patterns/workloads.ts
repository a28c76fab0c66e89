/** Patterns of Section 5 and of the connection to the next lesson. */

import type { RecordPatterns } from "../pattern.ts";

/** In the order of the lesson. */
export const WORKLOAD_PATTERNS: readonly RecordPatterns[] = [
  {
    record: "L2-S5-01",
    fact: "yield outside of a function is a SyntaxError.",
    settledBy: { look: "compile() of the sample" },
    forms: [
      "true: ?yield + syntaxerror|syntax error|~compile|~allowed|must stand + outside|inside a function|module level|top level + !coroutine|yield from",
      "false: ?yield + outside a function|module level|top level + can|runs|works|allowed|use + !syntaxerror|syntax error + !~allowed",
    ],
  },
  {
    record: "L2-S5-02",
    fact: "5 % faster is time / 1.05, that is 0.952; 5 % less time is 0.95.",
    settledBy: { look: "billionIterations() shows both readings" },
    forms: [
      "true: #5% + faster + 1.05|0.952|~same",
      "partly: #5% + faster + 0.95|#95% + !1.05|0.952|~same|less time",
    ],
  },
  {
    record: "L2-S5-03",
    fact: "With 5 % of the time in Python a gain of 5 % saves about 1.4 minutes of 10 hours.",
    settledBy: { look: "pipeline()" },
    forms: [
      "true: ?#10h|pipeline + minute*|#1.4min|#1.5min|amdahl* + saves|share|in python|native + !#9.5h",
      "false: ?#10h|pipeline|10 hour* + #9.5h|9.5 hour* + !~takes|only if",
    ],
  },
  {
    record: "L2-S5-04",
    fact: "It depends on the parallel share and on the cores; a single thread gets slower.",
    settledBy: { probe: "thread_scaling" },
    forms: [
      "true: ?free threading|free threaded|nogil + depend* + core*|parallel|share",
      "partly: ?free threading|free threaded|nogil + #2-3h + sav*|shave*|another|off + !depend*",
    ],
  },
  {
    record: "L2-S5-05",
    fact:
      "On the same work three cuts of 5 % leave 0.857 of the time: 14.3 % less; in different metrics there is no sum.",
    settledBy: { look: "compound()" },
    forms: [
      "true: #5%|1.05|3 cuts|3 speedup* + #14.3%|#14.26%|#15.8%|#15.76%|#13.6% + multipl*|compound*|adding|less|faster",
      "false: #5%|improvement* + #15% + add|adds|total|plus|sum*|combined|together|gives|5 % 5 % 5 % 15 % + !#14.3%|#14.26%|#15.8%|wrong + !~add*",
    ],
  },
  {
    record: "L2-S5-06",
    fact:
      "A million simple iterations take some 24 to 60 ms; the build matters more than the version.",
    settledBy: { probe: "tight_loop" },
    forms: [
      "true: ?million + iteration*|operations + build* + matters|depending|more than",
      "false: ?million + #50ms|50 + #47.5ms + operations|iterations|3.14 + !invented|made up",
    ],
  },
  {
    record: "L2-S5-07",
    fact: "pyperformance has no benchmark of transformers.",
    settledBy: { look: "await pyperformance() lists the benchmarks" },
    forms: [
      "true: ?pyperformance + ~transformer*|~llm",
      "false: ?pyperformance + transformer*|ai models|llm* + includ*|measures|contains|has + !~transformer*|no + !not",
    ],
  },
  {
    record: "L2-S5-08",
    fact: "A million tokens of 1 ms take 1,000 s a day: 5 % are 50 s; for 50 million 2,500 s.",
    settledBy: { look: "tokens()" },
    forms: [
      "true: ?token* + #50s|#2500s|#47.6s|#2381s + million|sav* + day|daily|take*|saves",
      "false: ?token* + #5s|#50ms|#500s|#0.5s|#25s + sav*|gain + million|day|daily + !#50s|#2500s",
    ],
  },
  {
    record: "L2-S5-09",
    fact: "100 ms is an old rule of thumb, no sharp limit; 2.5 ms below it cannot be felt.",
    settledBy: { look: "the distribution of one's own requests" },
    forms: [
      "true: #100ms + ?limit|threshold|boundary|rule|mark + rule of thumb|~sharp|~hard limit|heuristic",
      "true: ?#2.5ms + ?gain|saving|difference|improvement + ~felt|~notic*|imperceptible",
      "partly: #100ms + hard limit|instant*|immediate*|must + !rule of thumb|~hard|~sharp + limit|feel|noticed|perception",
    ],
  },
  {
    record: "L2-S5-10",
    fact: "2.5 ms a request add up, to 2,500 s for a million; nothing compounds.",
    settledBy: { look: "sum over requests beside the gain of one" },
    forms: [
      "true: #2.5ms + adds|add up|linear*|sum + ?~compound|request*|million",
      "partly: #2.5ms + compound*|exponential* + !~compound* + users|requests|request|million",
    ],
  },
  {
    record: "L2-C3-01",
    fact:
      "A separate build: specialization is back in 3.14t, the JIT is not in it, and one thread pays 1 to 10 %.",
    settledBy: { probe: "single_thread" },
    forms: [
      "true: ?free threading|free threaded|nogil + jit + ~available|~jit|no jit|without + ?build*|3.14",
      "true: ?free threading|free threaded|nogil + own build|separate build|special build + ?jit|cost*",
      "false: ?free threading|free threaded|nogil|without the gil|removing the gil + keeps|keep + all|every|jit + !~available + !not",
      "false: ?free threading + flag|command line|environment variable + enabled|switch*|turn* + !build*|back",
      "false: ?gil + flag + any build|every build|turn*|off + !separate|special|own build|free threaded build",
    ],
  },
];
