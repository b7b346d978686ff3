import {
  DEPOT_LEVELS,
  LAND_USES,
  METHODS,
  PLACE_KINDS,
  SHELTER_TIERS,
  STATION_KINDS,
  STRUCTURE_CLASSES,
} from "../../core/model/pack.ts";

/** A closed list: its own words, and what else people write for them. The first form that fits counts. */
export interface WordList {
  readonly words: readonly string[];
  readonly forms: readonly (readonly [word: string, form: RegExp])[];
}

const WORD_LISTS = {
  tier: {
    words: SHELTER_TIERS,
    forms: [
      ["indoor", /室内|indoor/iu],
      ["centre", /中心|长期|I类|Ⅰ|一级|cent(re|er|ral)|long.?term/iu],
      ["fixed", /固定|中期|短期|II类|Ⅱ|二级|fixed|short.?term/iu],
      ["emergency", /紧急|应急|临时|III类|Ⅲ|三级|疏散点|emergency|temporary|assembly/iu],
    ],
  },
  setting: {
    words: ["outdoor", "indoor"],
    forms: [
      ["indoor", /室内|indoor/iu],
      ["outdoor", /室外|露天|场地|outdoor|open/iu],
    ],
  },
  level: {
    words: DEPOT_LEVELS,
    forms: [
      ["district", /区级|区县|district/iu],
      ["department", /部门|委办局|department/iu],
      ["street", /街道|乡镇|street/iu],
      ["community", /社区|村|community/iu],
    ],
  },
  stationKind: {
    words: STATION_KINDS,
    forms: [
      ["fire-small", /微型|小型|small/iu],
      ["fire", /消防|fire/iu],
      ["medical", /医|急救|卫生|120|medical|hospital|ambulance/iu],
      ["flood", /防汛|排水|抢险|flood/iu],
      ["volunteer", /志愿|民兵|volunteer/iu],
    ],
  },
  ponding: {
    words: ["street", "underpass", "hutong"],
    forms: [
      ["underpass", /桥下|下穿|下凹|隧道|地道|桥区|underpass|tunnel/iu],
      ["hutong", /胡同|hutong/iu],
      ["street", /路|街|道|口|street|road/iu],
    ],
  },
  landUse: {
    words: LAND_USES,
    forms: [
      ["pocket-park", /口袋|小微|pocket/iu],
      ["school-ground", /学校|操场|school/iu],
      ["sports-ground", /体育|球场|sport/iu],
      ["car-park", /停车|car.?park|parking/iu],
      ["square", /广场|square|plaza/iu],
      ["park", /公园|绿地|park/iu],
      ["public-building", /公建|公共建筑|public/iu],
      ["vacated-plot", /腾退|空地|vacated|vacant/iu],
    ],
  },
  placeKind: {
    words: PLACE_KINDS,
    forms: [
      ["metro", /地铁|metro|subway/iu],
      ["park", /公园|park/iu],
      ["school", /学校|school/iu],
      ["hospital", /医院|hospital/iu],
      ["shelter", /避难|shelter/iu],
      ["subdistrict", /街道/iu],
      ["community", /社区|小区/iu],
      ["street", /道路|街|street|road/iu],
    ],
  },
  structure: {
    words: STRUCTURE_CLASSES,
    forms: [
      ["courtyard", /平房|四合院|土木|砖木/u],
      ["shear-wall", /剪力墙/u],
      ["frame", /框架|钢混|钢筋/u],
      ["masonry-confined", /构造柱|约束砌体/u],
      ["masonry", /砖混|砌体/u],
    ],
  },
  method: {
    words: METHODS,
    forms: [
      ["surveyed", /实测|勘测|普查|测绘/u],
      ["compiled", /整理|汇编|公布/u],
      ["modelled", /推算|模型/u],
      ["illustrative", /示意/u],
    ],
  },
} as const satisfies Readonly<Record<string, WordList>>;
export type WordListId = keyof typeof WORD_LISTS;

/** The word of the list that is meant; null = not understood. */
export function wordFor(text: string, list: WordListId): string | null {
  const { words, forms }: WordList = WORD_LISTS[list];
  const plain = text.normalize("NFKC").trim();
  return (
    words.find((word) => word === plain.toLowerCase()) ??
    forms.find(([, form]) => form.test(plain) || form.test(text))?.[0] ??
    null
  );
}

export function yesNoFor(text: string): boolean | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (/^(是|有|√|✓|y|yes|true|1|可|无台阶)$/u.test(plain)) return true;
  return /^(否|无|没有|×|x|n|no|false|0|不可)$/u.test(plain) ? false : null;
}

/** Hazards a shelter is fit for, in the order of the closed list; null = not understood. */
export function hazardsFor(text: string): string[] | null {
  const forms = [
    ["earthquake", /地震|震|earthquake/iu],
    ["flood", /洪|涝|汛|水灾|flood/iu],
    ["fire", /火|fire/iu],
  ] as const;
  if (/^\s*\[\s*\]\s*$/u.test(text)) return [];
  if (/^(综合|多灾种|全灾种|各类|all)/iu.test(text)) return forms.map(([hazard]) => hazard);
  const found = forms.filter(([, form]) => form.test(text)).map(([hazard]) => hazard);
  return found.length > 0 ? found : null;
}

/** When a gate is open; null = not understood. Minutes are those of the day, 0-1440. */
export function openingFor(text: string): object | null {
  const plain = text.normalize("NFKC").trim();
  if (plain.startsWith("{")) {
    try {
      return JSON.parse(plain) as object;
    } catch {
      return null;
    }
  }
  const hours = /^(\d{1,2})[:.时](\d{2})?分?\s*[-–—~至到]\s*(\d{1,2})[:.时](\d{2})?分?$/u.exec(plain);
  if (hours) {
    const [opens, closes] = [
      Number(hours[1]) * 60 + Number(hours[2] ?? 0),
      Number(hours[3]) * 60 + Number(hours[4] ?? 0),
    ];
    if (opens > 1440 || closes > 1440) return null;
    return closes - opens === 1440
      ? { kind: "always" }
      : { kind: "hours", opensMinute: opens, closesMinute: closes };
  }
  if (/全天|24\s*(小时|h)|常开|always|24\/7/iu.test(plain)) return { kind: "always" };
  if (/应急|按令|紧急|on.?order|emergency/iu.test(plain)) return { kind: "on-order" };
  if (/常闭|关闭|封闭|锁|locked|closed/iu.test(plain)) return { kind: "locked" };
  return /不详|未知|unknown/iu.test(plain) ? { kind: "unknown" } : null;
}
