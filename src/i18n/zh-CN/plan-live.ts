export const planLive = {
  tools: "地图工具",
  tool: { move: "移动", add: "加一处", draw: "画轮廓", ask: "问这里" },
  hint: {
    add: "点一下，放一处场所；点在备选地块上，就用那块地的轮廓",
    draw: "点出每个角；双击、回车或点第一个角收口，退格去掉一个角，Esc 取消",
  },
  /** Of a site nobody has named yet. */
  newSite: (number: string) => `新址 ${number}`,
  finish: "收口",
  takeCorner: "去掉一个角",
  cancel: "取消",
  crossing: "这一笔会和画过的线相交，没有画上",
  tooFew: "至少要三个角",
  tooMany: (most: string) => `一个方案最多 ${most} 处，这一处没有加上`,
  handle: (name: string) =>
    `${name}：方向键移动 10 米，按住 Shift 移动 100 米，加号减号放大缩小，Esc 放回原处`,
  handles: "方案里的场所",
  more: (persons: string) => `再多 ${persons} 人走得到`,
  fewer: (persons: string) => `少了 ${persons} 人走得到`,
  same: "走得到的人数没有变",
  use: (squareMetres: string, percent: string) => `有效面积约 ${squareMetres} m²，此刻用满 ${percent} %`,
  areaUnknown: "有效面积还算不出来",
  faults: {
    crossing: "轮廓自己相交，面积算不准",
    noArea: "轮廓没有面积",
    outside: "有一部分在区界以外",
    onWater: "有一部分在水上",
    overlaps: (names: string) => `和${names}重叠`,
  },
  settled: (share: string, change: string) => `走得到且有位置 ${share} %，${change}`,
};
