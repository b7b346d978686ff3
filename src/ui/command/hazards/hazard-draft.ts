import { type Accessor, createSignal } from "solid-js";
import type { Bbox, LngLat } from "../../../core/model/geometry.ts";
import {
  type Earthquake,
  type ExclusionZone,
  type Hazards,
  NO_HAZARDS,
  type ZONE_KINDS,
} from "../../../core/model/hazards.ts";
import { newId } from "../../../state/schemes/new-id.ts";
import type { AppContextValue } from "../../shared/app-context.ts";

type ZoneKind = (typeof ZONE_KINDS)[number];
/** What the next click on the map means. */
export type HazardTool =
  | { readonly kind: "none" | "epicentre" }
  | { readonly kind: "zone"; readonly of: ZoneKind };

export interface HazardDraft {
  readonly hazards: Accessor<Hazards>;
  /** Writes down the scenario with these of its parts changed. */
  readonly change: (change: Partial<Hazards>) => void;
  readonly changeQuake: (change: Partial<Earthquake>) => void;
  readonly tool: Accessor<HazardTool>;
  readonly setTool: (tool: HazardTool) => void;
  readonly corners: Accessor<readonly LngLat[]>;
  readonly click: (lngLat: LngLat) => void;
  readonly finishZone: () => void;
}

/** Degrees: a click so near the first corner closes the outline. */
const SAME_CORNER_DEGREES = 0.0004;

const DEFAULT_QUAKE: Omit<Earthquake, "epicentre"> = {
  magnitude: 6.5,
  depthKilometres: 12,
  relationId: "allen-wald-worden-2012",
  matrixId: "grade-4-severe",
  axisDegrees: null,
  isRubbleCounted: true,
};

const middle = (bbox: Bbox | undefined): LngLat | undefined =>
  bbox && [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2];

export function createHazardDraft(app: AppContextValue, elapsedMinutes: Accessor<number>): HazardDraft {
  const { state } = app;
  const [tool, chooseTool] = createSignal<HazardTool>({ kind: "none" });
  const [corners, setCorners] = createSignal<readonly LngLat[]>([]);
  const hazards = () => state.operation.shown.hazards ?? NO_HAZARDS;
  const change = (part: Partial<Hazards>) =>
    void app.operationDesk()?.record([{ kind: "hazards-set", hazards: { ...hazards(), ...part } }]);
  const changeQuake = (part: Partial<Earthquake>) => {
    const before = hazards().earthquake;
    const epicentre = part.epicentre ?? before?.epicentre ?? middle(app.pack()?.description.bbox);
    if (epicentre) change({ earthquake: { ...DEFAULT_QUAKE, ...before, ...part, epicentre } });
  };
  const setTool = (next: HazardTool) => {
    setCorners([]);
    chooseTool(next);
  };
  const finishZone = () => {
    const asked = tool();
    if (asked.kind !== "zone" || corners().length < 3) return;
    const zone: ExclusionZone = {
      id: newId(),
      kind: asked.of,
      ring: corners(),
      fromMinute: Math.max(0, Math.floor(elapsedMinutes())),
      toMinute: null,
    };
    setTool({ kind: "none" });
    change({ zones: [...hazards().zones, zone] });
  };
  return {
    hazards,
    change,
    changeQuake,
    tool,
    setTool,
    corners,
    finishZone,
    click: (lngLat) => {
      const asked = tool();
      if (asked.kind === "epicentre") {
        setTool({ kind: "none" });
        changeQuake({ epicentre: lngLat });
      }
      if (asked.kind !== "zone") return;
      const first = corners()[0];
      const isClosing =
        first !== undefined &&
        corners().length >= 3 &&
        Math.hypot(first[0] - lngLat[0], first[1] - lngLat[1]) < SAME_CORNER_DEGREES;
      if (isClosing) finishZone();
      else setCorners([...corners(), lngLat]);
    },
  };
}
