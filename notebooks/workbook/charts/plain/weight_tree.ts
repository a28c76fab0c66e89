/** Trees whose nodes weigh something, time or samples: what icicle and flame graph have in common. Numbers only. */

/** A node with all that it brought about. */
export interface WeightNode {
  readonly name: string;
  /** What it weighs by itself. */
  readonly own: number;
  /** With everything below it. */
  readonly total: number;
  readonly children: readonly WeightNode[];
}

/** Where a node stands: from the left by weight, downwards by level. */
export interface PlacedNode {
  readonly name: string;
  readonly own: number;
  readonly total: number;
  readonly start: number;
  readonly level: number;
}

/** A name, and what all nodes of that name weigh by themselves. */
export interface OwnWeight {
  readonly name: string;
  readonly own: number;
}

/** One import, in the order in which `-X importtime` prints them: a module stands behind those that it imports. */
export interface ImportTime {
  /** As `import` names it. */
  readonly module: string;
  /** 0 for what the program itself imports. */
  readonly depth: number;
  /** Without the modules that it imports. */
  readonly selfUs: number;
  /** With them. */
  readonly cumulativeUs: number;
}

/** One call stack and how often it was met, or how long. */
export interface StackWeight {
  /** From the program's entry to the function that ran. */
  readonly frames: readonly string[];
  /** Samples, or a time, of this very stack. */
  readonly weight: number;
}

/** The tree of a program's imports; what weighs most stands first only if it was imported first. */
export function importNodes(imports: readonly ImportTime[]): WeightNode[] {
  // Nodes of each depth that wait for the module which imported them.
  const waiting: WeightNode[][] = [];
  for (const { module, depth, selfUs, cumulativeUs } of imports) {
    const children = waiting.splice(depth + 1).flat();
    const below = children.reduce((sum, { total }) => sum + total, 0);
    while (waiting.length <= depth) waiting.push([]);
    waiting[depth]?.push({
      name: module,
      own: selfUs,
      // Whole microseconds are rounded each by itself: the parts may be a little more than their sum.
      total: Math.max(cumulativeUs, selfUs + below),
      children,
    });
  }
  return waiting.flat();
}

/** The tree of call stacks: equal beginnings become one node. */
export function stackNodes(stacks: readonly StackWeight[]): WeightNode[] {
  const root = growingNode("");
  for (const { frames, weight } of stacks) {
    let node = root;
    for (const name of frames) {
      const known = node.byName.get(name);
      const child = known ?? growingNode(name);
      if (known === undefined) {
        node.byName.set(name, child);
        node.children.push(child);
      }
      child.total += weight;
      node = child;
    }
    node.own += weight;
  }
  return root.children;
}

interface GrowingNode extends WeightNode {
  own: number;
  total: number;
  readonly children: GrowingNode[];
  readonly byName: Map<string, GrowingNode>;
}

function growingNode(name: string): GrowingNode {
  return { name, own: 0, total: 0, children: [], byName: new Map() };
}

/** What all roots weigh together. */
export function totalOf(nodes: readonly WeightNode[]): number {
  return nodes.reduce((sum, { total }) => sum + total, 0);
}

/** Every node with its place, each in front of what is below it. Without recursion: a stack may be deeper than ours. */
export function placeNodes(nodes: readonly WeightNode[]): PlacedNode[] {
  const placed: PlacedNode[] = [];
  const waiting = sideBySide(nodes, { start: 0, level: 0 });
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node: { name, own, total, children }, start, level } = next;
    placed.push({ name, own, total, start, level });
    waiting.push(...sideBySide(children, { start, level: level + 1 }));
  }
  return placed;
}

interface WaitingNode {
  readonly node: WeightNode;
  readonly start: number;
  readonly level: number;
}

/** The last first, so that the first one is taken next. */
function sideBySide(
  nodes: readonly WeightNode[],
  { start, level }: { readonly start: number; readonly level: number },
): WaitingNode[] {
  let at = start;
  return nodes.map((node) => {
    const place = { node, start: at, level };
    at += node.total;
    return place;
  }).reverse();
}

/** The heaviest names by what they weigh themselves, the heaviest first. */
export function heaviest(nodes: readonly PlacedNode[], countMax: number): OwnWeight[] {
  const sums = new Map<string, number>();
  for (const { name, own } of nodes) sums.set(name, (sums.get(name) ?? 0) + own);
  return [...sums].map(([name, own]) => ({ name, own }))
    .filter(({ own }) => own > 0)
    .toSorted((one, other) => other.own - one.own)
    .slice(0, countMax);
}
