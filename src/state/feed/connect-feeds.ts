import { createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type {
  FeedAddress,
  FeedFault,
  FeedLink,
  FeedReport,
  FeedsConfiguration,
} from "../../core/model/feed.ts";
import type { FeedSetup, FeedsApi } from "../../core/model/feed-session.ts";
import type { Result } from "../../core/result.ts";
import type { OperationDesk } from "../operation/operation-desk.ts";
import type { AppStore } from "../store.ts";
import type { FeedDesk, FeedRow } from "./feed-desk.ts";

export interface FeedParts {
  readonly openDoor: (onDeath: () => void) => FeedsApi;
  readonly configuration: FeedsConfiguration;
  /** The whole address, or why it may not be listened to. */
  readonly allowedAddress: (
    url: string,
    homeUrl: string,
    allowedOrigins: readonly string[],
  ) => Result<string, FeedFault>;
  readonly operationDesk: () => OperationDesk | null;
  readonly homeUrl: string;
  readonly baseUrlOf: (packId: string) => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls until what is given back is called. */
  readonly every: (milliseconds: number, work: () => void) => () => void;
  /** Addresses added on this device. */
  readonly kept: {
    readonly read: () => readonly FeedAddress[];
    readonly write: (own: readonly FeedAddress[]) => void;
  };
}

const REFUSALS_SHOWN = 100;
const CLOCK_STEP_MILLISECONDS = 5000;
const OWN_INTERVAL_SECONDS = 30;

/** What feeds send goes into the log, and how it stands with them onto the screen. Needs a reactive owner around it. */
export function connectFeeds(store: AppStore, parts: FeedParts): FeedDesk {
  const { state } = store;
  const { configuration } = parts;
  const [own, setOwn] = createSignal<readonly FeedAddress[]>(parts.kept.read());
  const [links, setLinks] = createSignal<readonly FeedLink[]>([]);
  const [sources, setSources] = createSignal<FeedReport["sources"]>([]);
  const [refusals, setRefusals] = createSignal<FeedReport["refusals"]>([]);
  const [now, setNow] = createSignal(parts.now());
  let startedFor: string | null = null;

  const fail = (id: string, fault: FeedFault) =>
    setLinks((known) => [
      ...known.filter((link) => link.id !== id),
      {
        id,
        state: "failed",
        since: parts.now(),
        fault,
        retryAt: null,
        received: 0,
        refused: 0,
        lastMessageAt: null,
      },
    ]);
  const door = parts.openDoor(() => {
    startedFor = null;
    for (const { id } of untrack(links)) fail(id, { code: "stopped" });
  });

  async function onReport(report: FeedReport): Promise<void> {
    const known = untrack(links);
    // What was never connected is not known to the worker.
    const unconnected = known.filter(
      ({ id, retryAt, state: at }) =>
        at === "failed" && retryAt === null && !report.links.some((link) => link.id === id),
    );
    setLinks([...report.links, ...unconnected]);
    setSources(report.sources);
    setNow(parts.now());
    if (report.refusals.length > 0)
      setRefusals((earlier) => [...report.refusals.toReversed(), ...earlier].slice(0, REFUSALS_SHOWN));
    if (report.lines.length === 0) return;
    const desk = parts.operationDesk();
    // The worker keeps the lines and gives them again.
    if (!desk || untrack(() => state.operation.situation.isOver))
      throw new Error("nothing is written down now");
    await desk.recordReports(report.lines.map((line) => ({ ...line, source: "feed" })));
  }

  const setup = (): FeedSetup => {
    const { pack, packId } = untrack(() => ({ pack: state.pack, packId: state.packId }));
    return {
      homeUrl: parts.homeUrl,
      allowedOrigins: configuration.allowedOrigins,
      ground:
        pack.status === "ready"
          ? { packId, baseUrl: parts.baseUrlOf(packId), bbox: pack.index.description.bbox }
          : null,
    };
  };
  async function started(): Promise<void> {
    const given = setup();
    const wanted = given.ground?.packId ?? "";
    if (startedFor === wanted) return;
    startedFor = wanted;
    await door.start(given, onReport);
  }

  // Another district: its ground judges positions from now on.
  createEffect(() => {
    if (state.pack.status === "ready" && startedFor !== null) void untrack(started).catch(() => {});
  });
  // What came for one operation may come again for another; while it was not begun yet it is the same one.
  let heardFor: string | null = null;
  createEffect(() => {
    const id = state.operation.head?.id ?? null;
    if (heardFor !== null && id !== heardFor && startedFor !== null) void door.forget().catch(() => {});
    heardFor = id;
  });
  createEffect(() => {
    if (!state.operation.situation.isOver) return;
    for (const { id } of untrack(links)) void turnOff(id);
  });
  createEffect(() => {
    if (links().length > 0) onCleanup(parts.every(CLOCK_STEP_MILLISECONDS, () => setNow(parts.now())));
  });

  const rows = createMemo((): FeedRow[] => {
    const of = (isOwn: boolean) => (address: FeedAddress) => ({
      address,
      isOwn,
      link: links().find(({ id }) => id === address.id) ?? null,
    });
    return [...configuration.addresses.map(of(false)), ...own().map(of(true))];
  });
  const keepOwn = (next: readonly FeedAddress[]) => {
    setOwn(next);
    parts.kept.write(next);
  };

  async function turnOff(id: string): Promise<void> {
    setLinks((known) => known.filter((link) => link.id !== id));
    if (startedFor !== null) await door.turnOff(id).catch(() => {});
  }

  return {
    rows,
    sources,
    refusals,
    allowedOrigins: () => [new URL(parts.homeUrl).origin, ...configuration.allowedOrigins],
    now,
    async turnOn(id) {
      const row = untrack(rows).find(({ address }) => address.id === id);
      if (!row) return;
      try {
        await started();
        const fault = await door.turnOn(row.address);
        if (fault) fail(id, fault);
      } catch {
        fail(id, { code: "stopped" });
      }
    },
    turnOff,
    add(url, transport) {
      const allowed = parts.allowedAddress(url, parts.homeUrl, configuration.allowedOrigins);
      if (!allowed.ok) return allowed.failure;
      const id = `own ${allowed.value}`;
      const address: FeedAddress = {
        id,
        nameZh: "",
        nameEn: "",
        url: allowed.value,
        transport,
        intervalSeconds: OWN_INTERVAL_SECONDS,
      };
      void turnOff(id);
      keepOwn([...untrack(own).filter((other) => other.id !== id), address]);
      return null;
    },
    remove(id) {
      void turnOff(id);
      keepOwn(untrack(own).filter((address) => address.id !== id));
    },
    chooseCrs: (source, crs) => door.chooseCrs(source, crs).catch(() => {}),
    async readFile(file) {
      await started();
      return door.readFile(new Uint8Array(await file.arrayBuffer()));
    },
  };
}
