import type { DBSchema } from "idb";
import type { Briefing } from "../../core/model/briefing.ts";
import { keptDatabase } from "../kept-database.ts";

/** The briefing of a pack, kept on this device. */
export interface BriefingStorage {
  read(packId: string): Promise<Briefing | null>;
  write(packId: string, briefing: Briefing): Promise<void>;
}

interface BriefingSchema extends DBSchema {
  briefings: { key: string; value: Briefing };
}

export function createStoredBriefing(name = "havenmap-briefing"): BriefingStorage {
  const { open } = keptDatabase<BriefingSchema>(name, 1, (made) => {
    made.createObjectStore("briefings");
  });
  return {
    async read(packId) {
      return (await (await open()).get("briefings", packId)) ?? null;
    },
    async write(packId, briefing) {
      await (await open()).put("briefings", briefing, packId);
    },
  };
}
