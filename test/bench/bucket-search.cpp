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

// Records of 32-bit words: time, number, and with ways also parent arc and owner; then per arc its head and its cost. A head
// is the place of its record times 4, with LAST_ARC and DEAD_END, as in src/core/graph/search-records.ts.
static const u32 LAST_ARC = 1, DEAD_END = 2;
template <bool TREE> static const u32 RECORD = TREE ? 4 : 2;

struct Entry { u32 record, time; i32 next; };
struct Seed { u32 node, time; i32 id; };

static u32 nodes, arcs;
static std::vector<u32> offsets, heads, forwardCost, reverseCost, times, touched;
static std::vector<i32> parents, owners;
static std::vector<Entry> entries;
static i32 slots[WINDOW + 1];
static i32 firstFree = -1;
static u32 touchedCount = 0;

template <bool TREE> static u32 recordOf(u32 node) { return node * RECORD<TREE> + offsets[node] * 2; }

template <bool TREE> static std::vector<u32> recordsWith(const std::vector<u32> &cost) {
  std::vector<u32> words(nodes * RECORD<TREE> + arcs * 2ull);
  for (u32 node = 0; node < nodes; node++) {
    u32 at = recordOf<TREE>(node);
    words[at] = UNREACHED;
    words[at + 1] = node;
    if (TREE) words[at + 2] = words[at + 3] = UNREACHED;
    at += RECORD<TREE>;
    for (u32 arc = offsets[node]; arc < offsets[node + 1]; arc++, at += 2) {
      const u32 head = heads[arc], row = offsets[head], degree = offsets[head + 1] - row;
      const bool isDeadEnd = degree == 0 || (degree == 1 && heads[row] == node);
      words[at] = recordOf<TREE>(head) << 2 | (arc + 1 == offsets[node + 1] ? LAST_ARC : 0) |
                  (isDeadEnd ? DEAD_END : 0);
      words[at + 1] = cost[arc];
    }
  }
  return words;
}

// Takes out the stale entries and all but one of a node's.
static void dropStale(u32 *words) {
  const u32 SEEN = 0x80000000u;
  for (u32 slot = 0; slot <= WINDOW; slot++)
    for (i32 *from = &slots[slot]; *from >= 0;) {
      Entry &entry = entries[*from];
      u32 &number = words[entry.record + 1];
      if (!(number & SEEN) && words[entry.record] == entry.time) {
        number |= SEEN;
        from = &entry.next;
      } else {
        const i32 dropped = *from;
        *from = entry.next;
        entry.next = firstFree;
        firstFree = dropped;
      }
    }
  for (u32 slot = 0; slot <= WINDOW; slot++)
    for (i32 entry = slots[slot]; entry >= 0; entry = entries[entry].next)
      words[entries[entry].record + 1] &= ~SEEN;
}

static inline void push(Entry *entry, u32 *words, u32 record, u32 time, u32 slot) {
  if (firstFree < 0) dropStale(words);
  const i32 made = firstFree;
  firstFree = entry[made].next;
  entry[made] = {record, time, slots[slot]};
  slots[slot] = made;
}

// What the search before left in the arrays; true = all of it is still there.
template <bool TREE> static bool forget() {
  if (touchedCount > nodes / 4) return true;
  for (u32 i = 0; i < touchedCount; i++) {
    times[touched[i]] = UNREACHED;
    if (TREE) parents[touched[i]] = owners[touched[i]] = -1;
  }
  return false;
}

template <bool TREE> static inline void take(u32 *record, u32 node) {
  times[node] = record[0];
  record[0] = UNREACHED;
  if (!TREE) return;
  parents[node] = (i32)record[2];
  owners[node] = (i32)record[3];
  record[2] = record[3] = UNREACHED;
}

// Answers from the records, which come to rest.
template <bool TREE> static void handOver(u32 *words, bool isUnswept) {
  if (touchedCount > nodes / 4) {
    u32 *at = touched.data();
    for (u32 node = 0; node < nodes; node++) {
      u32 *record = words + recordOf<TREE>(node);
      if (*record != UNREACHED) *at++ = node;
      take<TREE>(record, node);
    }
    return;
  }
  if (isUnswept) {
    memset(times.data(), 0xff, nodes * 4ull);
    if (TREE) memset(parents.data(), 0xff, nodes * 4ull);
    if (TREE) memset(owners.data(), 0xff, nodes * 4ull);
  }
  for (u32 i = 0; i < touchedCount; i++) {
    u32 *record = words + touched[i];
    touched[i] = record[1];
    take<TREE>(record, record[1]);
  }
}

template <bool TREE> static void search(u32 *const words, const std::vector<Seed> &seeds, u32 limit, u32 bits) {
  const bool isUnswept = forget<TREE>();
  Entry *const entry = entries.data();
  u32 *at = touched.data();
  u32 base = 0;
  for (const Seed &seed : seeds) {
    const u32 record = recordOf<TREE>(seed.node);
    const u32 known = words[record];
    if (seed.time > limit || seed.time > known) continue;
    if (TREE && (seed.time < known || seed.id < (i32)words[record + 3])) words[record + 3] = (u32)seed.id;
    if (seed.time == known) continue;
    words[record] = seed.time;
    if (known == UNREACHED) *at++ = record;
    if (offsets[seed.node + 1] > offsets[seed.node])
      push(entry, words, record, seed.time, std::min(WINDOW, seed.time >> bits));
  }
  for (;;) {
    const u32 last = std::min(WINDOW - 1, (limit - base) >> bits);
    for (u32 slot = 0; slot <= last; slot++)
      for (i32 top; (top = slots[slot]) >= 0;) {
        const u32 record = entry[top].record;
        const u32 spent = entry[top].time;
        slots[slot] = entry[top].next;
        entry[top].next = firstFree;
        firstFree = top;
        if (words[record] != spent) continue;
        const u32 left = limit - spent;
        const i32 own = TREE ? (i32)words[record + 3] : 0;
        const u32 shift = (words[record + 1] + 1) * RECORD<TREE>;
        u32 arc = record + RECORD<TREE>;
        u32 head;
        do {
          head = words[arc];
          const u32 cost = words[arc + 1];
          const u32 here = arc;
          arc += 2;
          if (cost > left) continue;
          const u32 next = head >> 2;
          const u32 total = spent + cost;
          const u32 known = words[next];
          if (total >= known && (!TREE || total > known || own >= (i32)words[next + 3])) continue;
          words[next] = total;
          if (TREE) {
            words[next + 2] = (here - shift) >> 1;
            words[next + 3] = (u32)own;
          }
          if (known == UNREACHED) *at++ = next;
          if (head & DEAD_END) continue;
          push(entry, words, next, total, std::min(WINDOW, (total - base) >> bits));
        } while (!(head & LAST_ARC));
      }
    const i32 beyond = slots[WINDOW];
    if (beyond < 0) break;
    base = UNREACHED;
    for (i32 e = beyond; e >= 0; e = entry[e].next)
      if (words[entry[e].record] == entry[e].time) base = std::min(base, entry[e].time);
    slots[WINDOW] = -1;
    for (i32 e = beyond; e >= 0;) {
      const i32 following = entry[e].next;
      i32 &list = words[entry[e].record] == entry[e].time
                      ? slots[std::min(WINDOW, (entry[e].time - base) >> bits)]
                      : firstFree;
      entry[e].next = list;
      list = e;
      e = following;
    }
    if (base == UNREACHED) break;
  }
  touchedCount = (u32)(at - touched.data());
  handOver<TREE>(words, isUnswept);
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
  touched.resize(nodes);
  entries.resize(nodes + nodes / 4 + 16);
  for (i32 entry = (i32)entries.size() - 1; entry >= 0; entry--) {
    entries[entry].next = firstFree;
    firstFree = entry;
  }
  std::fill(slots, slots + WINDOW + 1, -1);
  const u32 bits = bucketBits(forwardCost);
  std::vector<u32> wayRecords[2] = {recordsWith<true>(forwardCost), recordsWith<true>(reverseCost)};
  std::vector<u32> timeRecords[2] = {recordsWith<false>(forwardCost), recordsWith<false>(reverseCost)};
  char direction, wanted;
  int source;
  u32 limit;
  while (scanf(" %c %d %u %c", &direction, &source, &limit, &wanted) == 4) {
    std::vector<Seed> seeds;
    if (source >= 0) seeds.push_back({sources[source], 0, 0});
    else
      for (u32 gate = 0; gate < counts[3]; gate++)
        seeds.push_back({gates[gate * 2], gates[gate * 2 + 1], (i32)gate});
    const u32 way = direction == 'f' ? 0 : 1;
    const auto started = std::chrono::steady_clock::now();
    if (wanted == 't') search<true>(wayRecords[way].data(), seeds, limit, bits);
    else search<false>(timeRecords[way].data(), seeds, limit, bits);
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - started;
    unsigned long long sum = 0;
    for (u32 i = 0; i < touchedCount; i++) sum += times[touched[i]];
    printf("%.6f %u %llu\n", taken.count(), touchedCount, sum);
    fflush(stdout);
  }
}
