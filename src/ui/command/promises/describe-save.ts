import type { Language } from "../../../core/model/language.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import type { SaveAction, VerifiedSave } from "../../../core/model/save-actions.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";

export interface SaveNaming {
  readonly words: Words;
  readonly language: Language;
  readonly pack: PackIndex | null;
  /** What a closure is called; empty: nobody knows. */
  readonly closureName: (closureId: string) => string;
}

const namedOf = (
  rows: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[] | undefined,
  id: string,
  language: Language,
): string => {
  const found = rows?.find((row) => row.id === id);
  return found ? nameIn(language, found) : id;
};

/** What is to be done, in a few words. */
export function describeAction(
  action: SaveAction,
  { words, language, pack, closureName }: SaveNaming,
): string {
  const said = words.command.rescue.action;
  const depot = (id: string) => namedOf(pack?.depots, id, language);
  switch (action.kind) {
    case "add-truck":
      return said["add-truck"](depot(action.depotId));
    case "move-truck":
      return said["move-truck"](depot(action.fromDepotId), depot(action.toDepotId));
    case "open-gate": {
      const gate = namedOf(pack?.gates, action.gateId, language);
      return said["open-gate"](gate === "" || gate === action.gateId ? words.command.rescue.someGate : gate);
    }
    case "lift-closure":
      return said["lift-closure"](closureName(action.closureId) || words.command.unnamedLane);
    case "transfer-stock": {
      const stock = `${words.command.items[action.item]} ${words.command.quantities[action.item](formatCount(action.quantity))}`;
      return said["transfer-stock"](depot(action.fromDepotId), depot(action.toDepotId), stock);
    }
    case "open-shelter":
      return said["open-shelter"](namedOf(pack?.shelters, action.shelterId, language));
    default: {
      const never: never = action;
      throw new Error(String(never));
    }
  }
}

/** What it brings here. */
export function describeGain(save: VerifiedSave, words: Words): string {
  const said = words.command.rescue;
  if (save.isSaved) return said.left(save.slackMinutes);
  if (Number.isFinite(save.slackMinutes) && save.gainedMinutes >= 1)
    return save.gainedMinutes === Infinity
      ? said.comesButLate(-save.slackMinutes)
      : said.soonerStillLate(save.gainedMinutes, -save.slackMinutes);
  return said.morePersons(formatCount(save.gainedPersons));
}

/** What it does elsewhere, good and bad. */
export function describeCost(save: VerifiedSave, words: Words): string {
  const said = words.command.rescue;
  const broken = new Set(save.worse.filter(({ isBroken }) => isBroken).map(({ shelterId }) => shelterId));
  const slower = new Set(
    save.worse.map(({ shelterId }) => shelterId).filter((shelterId) => !broken.has(shelterId)),
  );
  return [
    save.alsoSaved > 0 ? said.alsoSaves(formatCount(save.alsoSaved)) : "",
    broken.size > 0 ? said.breaksOthers(formatCount(broken.size)) : "",
    slower.size > 0 ? said.slowsOthers(formatCount(slower.size)) : "",
    save.worse.length === 0 ? said.costsNobody : "",
    save.action.kind === "transfer-stock" ? said.asIfThere : "",
  ]
    .filter((part) => part !== "")
    .join(words.command.rescue.comma);
}
