import type { LayerId } from "../core/model/pack.ts";
import type { LayerColumn } from "./flatgeobuf-write.ts";

export interface LayerTable {
  readonly titleZh: string;
  readonly titleEn: string;
  /** The pack cannot be used without it. */
  readonly required: boolean;
  /** Kept out of the public build by law (strategic stores, weather and seismic stations). */
  readonly restricted: boolean;
  readonly columns: readonly LayerColumn[];
}

const text = (name: string, title: string): LayerColumn => ({ name, type: "string", title });
const whole = (name: string, title: string): LayerColumn => ({ name, type: "int", title });
const real = (name: string, title: string): LayerColumn => ({ name, type: "double", title });
const yesNo = (name: string, title: string): LayerColumn => ({ name, type: "bool", title });

const ID = text("id", "编号");
const NAMES = [text("nameZh", "名称"), text("nameEn", "English name")];
const LABEL = [real("labelLng", "标注点经度"), real("labelLat", "标注点纬度")];
const ROW_PROVENANCE = [
  text("method", "方法 surveyed | compiled | modelled | illustrative"),
  text("source", "来源"),
  real("accuracyMetres", "位置精度 m，空 = 不详"),
];
const SUB_DISTRICT = text("subDistrictCode", "街道代码");
const COMMUNITY = text("communityId", "社区编号");

const RISK_COLUMNS = [ID, text("hazard", "灾种"), whole("level", "等级 1-4"), text("scale", "比例尺")];
const risk = (titleZh: string, titleEn: string): LayerTable => ({
  titleZh,
  titleEn,
  required: false,
  restricted: false,
  columns: RISK_COLUMNS,
});

/** Names, kinds and columns of every layer: the writer writes by it, datapackage.json prints it, the reader expects it. */
export const LAYER_TABLES: Readonly<Record<LayerId, LayerTable>> = {
  district: {
    titleZh: "区界",
    titleEn: "District",
    required: true,
    restricted: false,
    columns: [
      ID,
      ...NAMES,
      // #region staff
      whole("residents", "常住人口"),
      whole("residentsYear", "人口年份"),
      // #endregion staff
      real("areaSquareMetres", "面积 m²"),
      ...ROW_PROVENANCE,
    ],
  },
  subdistricts: {
    titleZh: "街道",
    titleEn: "Sub-districts",
    required: true,
    restricted: false,
    columns: [
      ID,
      text("code", "代码"),
      ...NAMES,
      // #region staff
      whole("residents", "常住人口"),
      text("residentsMethod", "人口来历"),
      // #endregion staff
      real("areaSquareMetres", "面积 m²"),
      ...LABEL,
      ...ROW_PROVENANCE,
    ],
  },
  communities: {
    titleZh: "社区",
    titleEn: "Communities",
    required: true,
    restricted: false,
    columns: [
      ID,
      text("code", "代码"),
      SUB_DISTRICT,
      ...NAMES,
      // #region staff
      whole("residents", "常住人口（推算）"),
      // #endregion staff
      real("areaSquareMetres", "面积 m²"),
      ...LABEL,
      ...ROW_PROVENANCE,
    ],
  },
  green: {
    titleZh: "绿地与广场",
    titleEn: "Green and squares",
    required: false,
    restricted: false,
    columns: [ID, ...NAMES, text("kind", "类别"), ...ROW_PROVENANCE],
  },
  water: {
    titleZh: "水面",
    titleEn: "Water",
    required: false,
    restricted: false,
    columns: [ID, ...NAMES, text("kind", "类别"), ...ROW_PROVENANCE],
  },
  buildings: {
    titleZh: "建筑",
    titleEn: "Buildings",
    required: false,
    restricted: false,
    columns: [
      ID,
      whole("storeys", "层数"),
      // #region staff
      real("heightMetres", "高度 m"),
      text("structure", "结构"),
      whole("yearBand", "建成年代（起）"),
      whole("residents", "居民"),
      COMMUNITY,
      // #endregion staff
    ],
  },
  streets: {
    titleZh: "道路",
    titleEn: "Streets",
    required: false,
    restricted: false,
    columns: [
      ID,
      ...NAMES,
      text("streetClass", "等级"),
      text("method", "方法"),
      real("widthMetres", "宽度 m，空 = 不详"),
      yesNo("bridge", "桥"),
      yesNo("tunnel", "地道"),
    ],
  },
  "risk-earthquake": risk("地震风险区划", "Earthquake risk zoning"),
  "risk-flood": risk("内涝风险区划", "Urban flood risk zoning"),
  "risk-fire": risk("火灾风险区划", "Fire risk zoning"),
  "risk-composite": risk("综合风险区划", "Composite risk zoning"),
  "waterlogging-extents": {
    titleZh: "积水范围",
    titleEn: "Waterlogging extents",
    required: false,
    restricted: false,
    columns: [
      ID,
      text("pointId", "积水点编号"),
      ...NAMES,
      text("kind", "类别"),
      real("areaSquareMetres", "面积 m²"),
      ...ROW_PROVENANCE,
    ],
  },
  waterlogging: {
    titleZh: "积水点",
    titleEn: "Waterlogging points",
    required: false,
    restricted: false,
    columns: [
      ID,
      ...NAMES,
      text("kind", "类别"),
      text("rainfallMillimetresPerHour", "雨强 mm/h（JSON 数组，递增）"),
      text("depthMetres", "一小时后水深 m（JSON 数组，不减）"),
      ...ROW_PROVENANCE,
    ],
  },
  // #region staff
  demand: {
    titleZh: "人口单元",
    titleEn: "Demand cells",
    required: true,
    restricted: false,
    columns: [
      ID,
      COMMUNITY,
      SUB_DISTRICT,
      real("personsNight", "夜间人口"),
      real("personsDay", "白天人口"),
      real("aged65Share", "65 岁以上比例 0-1"),
      real("assistanceShare", "需协助比例 0-1"),
      text("structure", "多数建筑的结构"),
    ],
  },
  candidates: {
    titleZh: "候选用地",
    titleEn: "Siting candidates",
    required: false,
    restricted: false,
    columns: [
      ID,
      ...NAMES,
      text("landUse", "用地"),
      real("grossSquareMetres", "毛面积 m²"),
      text("ruleZh", "入选规则"),
      text("ruleEn", "Rule that made it a candidate"),
      ...LABEL,
      ...ROW_PROVENANCE,
    ],
  },
  // #endregion staff
  shelters: {
    titleZh: "避难场所",
    titleEn: "Shelters",
    required: true,
    restricted: false,
    columns: [
      ID,
      ...NAMES,
      text("tier", "层级"),
      text("setting", "室内外"),
      SUB_DISTRICT,
      COMMUNITY,
      // #region staff
      real("grossSquareMetres", "毛面积 m²"),
      // #endregion staff
      real("effectiveSquareMetres", "有效面积 m²，空 = 不详"),
      text("effectiveAreaMethod", "有效面积来历，空 = 不详"),
      whole("publishedCapacityPersons", "公布容量 人，空 = 未公布"),
      text("fitFor", "适用灾种（JSON 数组）"),
      whole("yearCompleted", "建成年，空 = 不详"),
      // #region staff
      text("noteZh", "说明"),
      text("noteEn", "Note"),
      // #endregion staff
      ...LABEL,
      ...ROW_PROVENANCE,
    ],
  },
  gates: {
    titleZh: "出入口",
    titleEn: "Gates",
    required: true,
    restricted: false,
    columns: [
      ID,
      text("shelterId", "避难场所编号"),
      ...NAMES,
      real("widthMetres", "净宽 m，空 = 不详"),
      text("opening", "开放规则（JSON）"),
      yesNo("stepFree", "无台阶，空 = 不详"),
      ...ROW_PROVENANCE,
    ],
  },
  // #region staff
  depots: {
    titleZh: "应急物资储备库",
    titleEn: "Relief depots",
    required: false,
    restricted: true,
    columns: [
      ID,
      ...NAMES,
      text("level", "级别 district | department | street | community"),
      SUB_DISTRICT,
      text("stock", "库存（JSON 数组）"),
      whole("trucks", "车辆"),
      real("truckLoadKilograms", "单车载重 kg"),
      real("mobilisationMinutes", "集结 min"),
      real("loadingKilogramsPerMinute", "装车 kg/min"),
      ...ROW_PROVENANCE,
    ],
  },
  stations: {
    titleZh: "救援力量",
    titleEn: "Rescue stations",
    required: false,
    restricted: false,
    columns: [
      ID,
      text("kind", "类别 fire | fire-small | medical | flood | volunteer"),
      ...NAMES,
      SUB_DISTRICT,
      whole("persons", "人数，空 = 不详"),
      whole("vehicles", "车辆，空 = 不详"),
      real("mobilisationMinutes", "出动 min"),
      ...ROW_PROVENANCE,
    ],
  },
  gauges: {
    titleZh: "雨量站",
    titleEn: "Rain gauges",
    required: false,
    restricted: true,
    columns: [ID, ...NAMES, SUB_DISTRICT, ...ROW_PROVENANCE],
  },
  "seismic-stations": {
    titleZh: "地震观测基准站",
    titleEn: "Seismic stations",
    required: false,
    restricted: true,
    columns: [ID, ...NAMES, SUB_DISTRICT, ...ROW_PROVENANCE],
  },
  // #endregion staff
  places: {
    titleZh: "地名索引",
    titleEn: "Place names",
    required: false,
    restricted: false,
    columns: [
      ID,
      text("kind", "类别"),
      ...NAMES,
      text("aliases", "别名（JSON 数组）"),
      text("pinyin", "拼音"),
      text("initials", "首字母"),
      text("withinZh", "所在街道"),
      text("withinEn", "Sub-district"),
    ],
  },
};
