export interface JoinedRing {
  /** Node numbers, the first again as the last. */
  readonly nodes: number[];
  /** Which of the lines it is made of. */
  readonly lines: readonly number[];
}

/**
 * Joins lines of node numbers end to end into closed rings. A ring is closed at the first node it comes back to, so that
 * rings which touch at a corner stay two. Each line is taken up once and laid down once: time is linear in the nodes,
 * however many lines share an end. `left`: lines that close no ring.
 */
export function joinRings(lines: readonly (readonly number[])[]): { rings: JoinedRing[]; left: number } {
  const rings: JoinedRing[] = [];
  const openAt = new Map<number, Set<number>>();
  lines.forEach((line, i) => {
    if (line.length < 2) return;
    for (const end of [line[0] as number, line.at(-1) as number]) {
      const list = openAt.get(end);
      if (list) list.add(i);
      else openAt.set(end, new Set([i]));
    }
  });
  const takeAt = (node: number): number => {
    for (const line of openAt.get(node) ?? []) return line;
    return -1;
  };
  const take = (line: number, from: number) => {
    const nodes = lines[line] as readonly number[];
    openAt.get(nodes[0] as number)?.delete(line);
    openAt.get(nodes.at(-1) as number)?.delete(line);
    return { line, from, nodes: nodes[0] === from ? nodes : nodes.toReversed() };
  };
  let left = 0;
  lines.forEach((line, first) => {
    const start = line[0];
    if (start === undefined || line.length < 2 || !openAt.get(start)?.has(first)) return;
    const path: ReturnType<typeof take>[] = [];
    /** Place in the path of the line that leaves a node. */
    const leaves = new Map<number, number>();
    let node = start;
    let next = first;
    for (;;) {
      if (next < 0) {
        // nothing goes on here: step back and try another way from the line's beginning
        const dead = path.pop();
        if (!dead) break;
        left++;
        leaves.delete(dead.from);
        node = dead.from;
      } else {
        leaves.set(node, path.length);
        const step = take(next, node);
        path.push(step);
        node = step.nodes.at(-1) as number;
        const begin = leaves.get(node);
        if (begin !== undefined) {
          const loop = path.splice(begin);
          for (const { from } of loop) leaves.delete(from);
          const nodes = [node];
          for (const part of loop)
            for (let i = 1; i < part.nodes.length; i++) nodes.push(part.nodes[i] as number);
          rings.push({ nodes, lines: loop.map((part) => part.line) });
          if (path.length === 0) break;
        }
      }
      next = takeAt(node);
    }
  });
  return { rings, left };
}
