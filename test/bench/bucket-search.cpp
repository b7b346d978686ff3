// The yardstick of the bench: the bucket search of src/core/graph/plain-kernel.ts in C++, compiled with -O2.
//
// Usage: bucket-search FILE. The file (little endian, 32 bits each): nodes, arcs, sources, gates; offsets [nodes + 1];
// heads, forward costs, reverse costs [arcs]; sources; gates as pairs of node and start. Then, line by line on standard
// input, "DIRECTION SOURCE LIMIT WANTED": direction f or r; index of the source, or -1 for all gates; limit in
// deciseconds; t for times with parents and seeds, d for times alone. Each is answered by a line
// "MILLISECONDS REACHED SUM" with the sum of all times.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

using u32 = uint32_t;
using i32 = int32_t;

static const u32 UNREACHED = 0xffffffffu;
static const u32 WINDOW = 1024;

struct Link { i32 next, before; };
struct Seed { u32 node, time; i32 id; };

static u32 nodes, arcs;
static std::vector<u32> offsets, heads, forwardCost, reverseCost, times, touched;
static std::vector<i32> parents, owners;
static std::vector<Link> links;
static i32 slots[WINDOW + 1];
static u32 touchedCount = 0;

static inline void push(Link *link, u32 node, u32 slot) {
  const i32 second = slots[slot];
  link[node] = {second, -2 - (i32)slot};
  if (second >= 0) link[second].before = (i32)node;
  slots[slot] = (i32)node;
}

static inline void unlink(Link *link, u32 node) {
  const Link own = link[node];
  if (own.before >= 0) link[own.before].next = own.next;
  else slots[-2 - own.before] = own.next;
  if (own.next >= 0) link[own.next].before = own.before;
}

template <bool TREE> static void forget() {
  if (touchedCount > nodes / 4) {
    memset(times.data(), 0xff, nodes * 4ull);
    if (TREE) {
      memset(parents.data(), 0xff, nodes * 4ull);
      memset(owners.data(), 0xff, nodes * 4ull);
    }
  } else
    for (u32 i = 0; i < touchedCount; i++) {
      times[touched[i]] = UNREACHED;
      if (TREE) parents[touched[i]] = owners[touched[i]] = -1;
    }
  touchedCount = 0;
}

template <bool TREE>
static void search(const u32 *cost, const std::vector<Seed> &seeds, u32 limit, u32 bits) {
  forget<TREE>();
  u32 *const time = times.data();
  const u32 *const offset = offsets.data();
  const u32 *const head = heads.data();
  i32 *const parent = parents.data();
  i32 *const owner = owners.data();
  Link *const link = links.data();
  u32 *at = touched.data();
  u32 base = 0;
  for (const Seed &seed : seeds) {
    const u32 known = time[seed.node];
    if (seed.time > limit || seed.time > known) continue;
    if (seed.time == known) {
      if (TREE && seed.id < owner[seed.node]) owner[seed.node] = seed.id;
      continue;
    }
    time[seed.node] = seed.time;
    if (TREE) owner[seed.node] = seed.id;
    if (known == UNREACHED) *at++ = seed.node;
    else unlink(link, seed.node);
    push(link, seed.node, std::min(WINDOW, seed.time >> bits));
  }
  for (;;) {
    const u32 last = std::min(WINDOW - 1, (limit - base) >> bits);
    for (u32 slot = 0; slot <= last; slot++)
      for (i32 node; (node = slots[slot]) >= 0;) {
        const i32 follower = link[node].next;
        slots[slot] = follower;
        if (follower >= 0) link[follower].before = -2 - (i32)slot;
        link[node].before = -1;
        const u32 spent = time[node];
        const u32 left = limit - spent;
        const i32 own = TREE ? owner[node] : 0;
        const u32 end = offset[node + 1];
        for (u32 arc = offset[node]; arc < end; arc++) {
          if (cost[arc] > left) continue;
          const u32 next = head[arc];
          const u32 total = spent + cost[arc];
          const u32 known = time[next];
          if (TREE ? total > known || (total == known && own >= owner[next]) : total >= known) continue;
          time[next] = total;
          if (TREE) {
            parent[next] = (i32)arc;
            owner[next] = own;
          }
          const u32 to = std::min(WINDOW, (total - base) >> bits);
          if (known == UNREACHED) *at++ = next;
          else if (link[next].before != -1) {
            if (std::min(WINDOW, (known - base) >> bits) == to) continue;
            unlink(link, next);
          }
          push(link, next, to);
        }
      }
    i32 beyond = slots[WINDOW];
    if (beyond < 0) break;
    base = UNREACHED;
    for (i32 node = beyond; node >= 0; node = link[node].next) base = std::min(base, time[node]);
    slots[WINDOW] = -1;
    while (beyond >= 0) {
      const i32 following = link[beyond].next;
      push(link, beyond, std::min(WINDOW, (time[beyond] - base) >> bits));
      beyond = following;
    }
  }
  touchedCount = (u32)(at - touched.data());
}

// As search.ts chooses it: an eighth of a usual arc.
static u32 bucketBits(const std::vector<u32> &cost) {
  u32 open = 0, digits = 0;
  const u32 step = std::max<u32>(1, arcs / 512);
  for (u32 arc = 0; arc < arcs; arc += step)
    if (cost[arc] != UNREACHED) {
      open++;
      digits += cost[arc] == 0 ? 0 : 32 - __builtin_clz(cost[arc]);
    }
  const int usual = open == 0 ? 0 : (int)((double)digits / open + 0.5) - 3;
  return (u32)std::min(10, std::max(0, usual));
}

static std::vector<u32> read(FILE *file, size_t count) {
  std::vector<u32> values(count);
  if (fread(values.data(), 4, count, file) != count) throw "file too short";
  return values;
}

int main(int, char **arguments) {
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 1;
  const std::vector<u32> counts = read(file, 4);
  nodes = counts[0];
  arcs = counts[1];
  offsets = read(file, nodes + 1);
  heads = read(file, arcs);
  forwardCost = read(file, arcs);
  reverseCost = read(file, arcs);
  const std::vector<u32> sources = read(file, counts[2]);
  const std::vector<u32> gates = read(file, counts[3] * 2);
  times.assign(nodes, UNREACHED);
  parents.assign(nodes, -1);
  owners.assign(nodes, -1);
  links.assign(nodes, {-1, -1});
  touched.resize(nodes);
  std::fill(slots, slots + WINDOW + 1, -1);
  const u32 bits = bucketBits(forwardCost);
  char direction, wanted;
  int source;
  u32 limit;
  while (scanf(" %c %d %u %c", &direction, &source, &limit, &wanted) == 4) {
    std::vector<Seed> seeds;
    if (source >= 0) seeds.push_back({sources[source], 0, 0});
    else
      for (u32 gate = 0; gate < counts[3]; gate++)
        seeds.push_back({gates[gate * 2], gates[gate * 2 + 1], (i32)gate});
    const std::vector<u32> &cost = direction == 'f' ? forwardCost : reverseCost;
    const auto started = std::chrono::steady_clock::now();
    if (wanted == 't') search<true>(cost.data(), seeds, limit, bits);
    else search<false>(cost.data(), seeds, limit, bits);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - started;
    unsigned long long sum = 0;
    for (u32 i = 0; i < touchedCount; i++) sum += times[touched[i]];
    printf("%.6f %u %llu\n", taken.count(), touchedCount, sum);
    fflush(stdout);
  }
}
