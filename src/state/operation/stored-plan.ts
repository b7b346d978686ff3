import type { DBSchema } from "idb";
import { keptDatabase } from "../kept-database.ts";

/** What this device keeps of contingency plans: a district's own plan, and who to ring. Neither leaves it. */
export interface PlanStorage {
  /** Text of the plan's file; null: none was loaded. */
  readPlan(packId: string): Promise<string | null>;
  writePlan(packId: string, text: string | null): Promise<void>;
  /** By role, as typed. */
  readContacts(packId: string): Promise<Readonly<Record<string, string>>>;
  writeContacts(packId: string, contacts: Readonly<Record<string, string>>): Promise<void>;
}

interface PlanSchema extends DBSchema {
  plans: { key: string; value: string };
  contacts: { key: string; value: Readonly<Record<string, string>> };
}

export function createStoredPlan(name = "havenmap-contingency"): PlanStorage {
  const { open } = keptDatabase<PlanSchema>(name, 1, (made) => {
    made.createObjectStore("plans");
    made.createObjectStore("contacts");
  });
  return {
    async readPlan(packId) {
      return (await (await open()).get("plans", packId)) ?? null;
    },
    async writePlan(packId, text) {
      const database = await open();
      if (text === null) await database.delete("plans", packId);
      else await database.put("plans", text, packId);
    },
    async readContacts(packId) {
      return (await (await open()).get("contacts", packId)) ?? {};
    },
    async writeContacts(packId, contacts) {
      await (await open()).put("contacts", contacts, packId);
    },
  };
}
