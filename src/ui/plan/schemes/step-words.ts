import type { Language } from "../../../core/model/language.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import { formatCount, nameIn } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";
import type { SchemeDifference } from "../../../state/schemes/scheme-differences.ts";
import type { SchemeStep } from "../../../state/schemes/scheme-steps.ts";

/** What words need besides the step itself. */
export interface StepContext {
  readonly words: Words;
  readonly language: Language;
  /** Shelters and gates by name; null while the pack is not open. */
  readonly pack: PackIndex | null;
}

const shelterName = (id: string, { pack, language }: StepContext): string => {
  const shelter = pack?.shelters.find((candidate) => candidate.id === id);
  return shelter ? nameIn(language, shelter) : id;
};

function gateName(id: string, context: StepContext): string {
  const gate = context.pack?.gates.find((candidate) => candidate.id === id);
  if (!gate) return id;
  const shelter = shelterName(gate.shelterId, context);
  const own = nameIn(context.language, gate);
  return own ? context.words.plan.probe.gateOf(shelter, own) : shelter;
}

/** Seismic stations of a pack have no names. */
function baseName(id: string, { pack, language }: StepContext): string {
  const base = [...(pack?.depots ?? []), ...(pack?.stations ?? [])].find((each) => each.id === id);
  return base ? nameIn(language, base) : id;
}

export function differenceWords(difference: SchemeDifference, context: StepContext): string {
  const { words } = context;
  const said = words.plan.schemes.difference;
  switch (difference.kind) {
    case "siteAdded":
    case "siteRemoved":
      return said[difference.kind](difference.site.name);
    case "siteChanged": {
      const aspects = difference.aspects.map((aspect) => words.plan.schemes.aspects[aspect]);
      return said.siteChanged(aspects.join(words.shared.comma), difference.site.name);
    }
    case "shelterClosed":
    case "shelterReopened":
      return said[difference.kind](shelterName(difference.shelterId, context));
    case "gateEdited":
    case "gateRestored":
      return said[difference.kind](gateName(difference.gateId, context));
    case "baseAdded":
    case "baseRemoved":
    case "baseChanged":
      return said[difference.kind](difference.base.name);
    case "baseClosed":
    case "baseReopened":
      return said[difference.kind](baseName(difference.baseId, context));
    default: {
      const never: never = difference;
      throw new Error(String(never));
    }
  }
}

/** A step as the thing that was done: "move Baiwanzhuang Park (A)". */
export function stepWords(step: SchemeStep, context: StepContext): string {
  const said = context.words.plan.schemes.step;
  switch (step.kind) {
    case "added":
    case "deleted":
    case "renamed":
    case "noted":
      return said[step.kind](step.scheme.name);
    case "several":
      return said.several(formatCount(step.count));
    case "edited": {
      const [only] = step.differences;
      const what =
        step.differences.length === 1 && only
          ? differenceWords(only, context)
          : said.changes(formatCount(step.differences.length));
      return said.edited(what, step.scheme.name);
    }
    default: {
      const never: never = step;
      throw new Error(String(never));
    }
  }
}
