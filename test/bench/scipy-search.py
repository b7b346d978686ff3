"""scipy.sparse.csgraph.dijkstra for the bench: same file and same lines as bucket-search.cpp.

Parallel arcs are folded to the cheapest first, as a sparse matrix has one entry a pair; closed arcs are left out. A gate's
start is an arc from one node more. Answers "MILLISECONDS REACHED SUM"; building the matrices is not counted.
"""

import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

CLOSED = 0xFFFFFFFF

data = np.fromfile(sys.argv[1], dtype=np.uint32)
nodes, arcs, source_count, gate_count = (int(value) for value in data[:4])
cuts = np.cumsum([4, nodes + 1, arcs, arcs, arcs, source_count, gate_count * 2])
offsets, heads, forward, reverse, sources, gates = (
    data[cuts[i] : cuts[i + 1]].astype(np.int64) for i in range(6)
)
gates = gates.reshape(-1, 2)
tails = np.repeat(np.arange(nodes), np.diff(offsets))


def matrix(costs):
    """Rows of the graph; the node after the last leads to every gate. Scipy takes 0 for no arc: + 1e-9 keeps it."""
    is_open = costs != CLOSED
    rows = np.concatenate([tails[is_open], np.full(gate_count, nodes)])
    columns = np.concatenate([heads[is_open], gates[:, 0]])
    values = np.concatenate([costs[is_open], gates[:, 1]]).astype(float)
    order = np.lexsort((values, columns, rows))
    rows, columns, values = rows[order], columns[order], values[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
    return csr_matrix(
        (np.maximum(values[first], 1e-9), (rows[first], columns[first])), shape=(nodes + 1, nodes + 1)
    )


graphs = {"f": matrix(forward), "r": matrix(reverse)}

for line in sys.stdin:
    direction, source, limit, _ = line.split()
    start = nodes if int(source) < 0 else int(sources[int(source)])
    cut = float(limit) if int(limit) < CLOSED - 1 else np.inf
    started = time.perf_counter()
    times = dijkstra(graphs[direction], directed=True, indices=start, limit=cut)
    taken = (time.perf_counter() - started) * 1000
    found = times[:nodes]
    reached = np.isfinite(found)
    print(f"{taken:.6f} {int(reached.sum())} {int(np.rint(found[reached]).astype(np.int64).sum())}", flush=True)
