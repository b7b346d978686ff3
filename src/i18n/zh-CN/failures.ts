export const failures = {
  packUnreachable: {
    title: "全区数据没打开",
    summary: (file: string) => `没有读到 ${file}。`,
    suggestion: "检查网络或数据文件夹，再试一次。已填的内容都还在。",
  },
  packMalformed: {
    title: "数据文件坏了",
    summary: (file: string, field: string, found: string, expected: string) =>
      `${file}${field ? `，${field}` : ""}：读到 ${found}，应为 ${expected}。`,
    suggestion: "换一份完整的数据，或重新生成后再试一次。",
  },
  packTooNew: {
    title: "数据比本图新",
    summary: (found: string, supported: string) => `数据是第 ${found} 版，本图认得第 ${supported} 版。`,
    suggestion: "更新本图后再打开。",
  },
  layerMissing: {
    title: "少一个图层",
    summary: (layer: string) => `「${layer}」没有读到，其余照常可用。`,
    suggestion: "需要它时换一份完整的数据。",
  },
  placeOutside: {
    title: "这里不在本区",
    summary: (metres: string) => `离区界约 ${metres} 米，这份数据只管本区。`,
    suggestion: "换一个区内的地点。区外请看当地的避难图。",
  },
  placeFarFromStreet: {
    title: "这里离路太远",
    summary: (metres: string, limit: string) => `最近的路在 ${metres} 米外，超过 ${limit} 米就不猜了。`,
    suggestion: "点在路边或楼旁再试。",
  },
  noShelterInReach: {
    title: "走路到不了避难场所",
    summary: (minutes: string) => `${minutes} 分钟内没有一条通的路。`,
    suggestion: "看看断路是否多标了，或换一种走法。",
  },
  noWayBetween: {
    title: "两地之间没有通路",
    summary: {
      walk: "没有一条走得通的路从一处到另一处。",
      wheelchair: "没有一条不上台阶、不过路缘、坡度合适的路让轮椅从一处到另一处。",
      "fire-engine": "没有一条消防车可走的路从一处到另一处。",
      truck: "没有一条货车可走的路从一处到另一处。",
    },
    suggestion: "看看断路是否多标了，或换一种走法。",
  },
  noOpenShelter: {
    title: "此刻没有开着的门",
    summary: "按现在的条件，没有一处避难场所的门可以进。",
    suggestion: "换时间、灾种或场所类别再看。",
  },
  noStreetThere: {
    title: "这里没有路",
    summary: (metres: string) => `最近的路在 ${metres} 米外。`,
    suggestion: "点在路上。",
  },
  // #region staff
  sitesNotChoosable: {
    title: "这些地点不能这样选",
    summary: (ids: string) => `不是候选地点、已经建成，或同时被要求和被排除：${ids}。`,
    suggestion: "核对编号。",
  },
  siteNotUsable: {
    title: "这块场地的轮廓不能用",
    faults: {
      corners: "轮廓要有 3 到 2,000 个角。",
      place: "有的角不是有效的经纬度。",
      "crosses-itself": "轮廓自己交叉或重叠。",
      "no-area": "轮廓里没有面积。",
      "too-large": "轮廓超过 500 公顷。",
      hole: "洞不在轮廓里面，或套在另一个洞里。",
    },
    suggestion: "移动或删去出错的角，再看一次。",
  },
  siteUnknown: {
    title: "没有这个场址",
    summary: (id: string) => `方案和本区数据里都没有 ${id}。`,
    suggestion: "另选一处。",
  },
  // #endregion staff
  requestTooLarge: {
    title: "请求超出内存",
    summary: (found: string, limit: string) => `需要 ${found} MB，最多 ${limit} MB。`,
    suggestion: "分几次计算，或减少地点。",
  },
  closureNotUsable: {
    title: "有一处道路变化算不了",
    faults: {
      ring: "区域要有三个以上的角。",
      place: "位置不是有效的经纬度。",
      depth: "水深要在 0 到 20 米之间。",
      factor: "变慢的倍数要在 1 到 100 之间。",
      width: "桥宽要在 0.5 到 50 米之间。",
      "bridge-far-from-street": "便桥的一头附近没有可接的路。",
    },
    suggestion: "改好或去掉它再算。",
  },
  questionNotValid: {
    title: "这个问题无法计算",
    summary: (field: string, found: string, expected: string) => `${field} 是 ${found}，应为 ${expected}。`,
    suggestion: "改正后再试。",
  },
  linkNotUnderstood: {
    title: "链接有几处没看懂",
    summary: (fields: string) => `这几处用了默认值：${fields}。`,
    suggestion: "其余照链接打开了。",
  },
  notInData: {
    title: "链接指的地方不在现有数据里",
    summary: {
      shelters: "本区数据里没有这处避难场所，或者已经撤下。",
      gates: "本区数据里没有这个出入口，或者已经撤下。",
    },
    suggestion: "请不要只凭这个链接过去。说出您在哪里，给出的是现在知道的最近的避难场所。",
  },
  noSuchPage: {
    title: "这里没有这一页",
    summary: (path: string) => `这个版本没有“${path}”这一页。`,
    suggestion: "这里可以找最近的避难场所。",
  },
  noWebgl: {
    title: "这台设备画不了地图",
    summary: "浏览器没有提供绘图能力，文字和表格照常可用。",
    suggestion: "开启硬件加速，或换一个浏览器再看地图。",
  },
  mapLost: {
    title: "地图停了",
    summary: "绘图被设备收回，文字和表格照常可用。",
    suggestion: "点「再试一次」重画地图。",
  },
  workerDied: {
    title: "计算中断了",
    summary: "后台计算意外停止，已填的内容都还在。",
    suggestion: "点「再试一次」重新算。",
  },
  cancelled: { title: "已停下", summary: "这次计算按要求停下了。", suggestion: "要结果时再算一次。" },
  locationDenied: {
    title: "没有得到位置许可",
    summary: "浏览器没有允许读取位置。",
    suggestion: "输入地名，或在地图上点一下。",
  },
  locationUnavailable: {
    title: "定不了位",
    summary: "设备暂时给不出位置。",
    suggestion: "输入地名，或在地图上点一下。",
  },
  storageBlocked: {
    title: "存不下设置",
    summary: "浏览器不让本页存东西，其余照常可用。",
    suggestion: "把链接收藏起来，也能回到这里。",
  },
  // #region staff
  importEmpty: {
    title: "文件是空的",
    summary: (file: string) => `${file} 里没有内容。`,
    suggestion: "检查导出是否完成，换一份再试。已载入的内容没有变。",
  },
  importFormatUnknown: {
    title: "认不出这种文件",
    summary: (file: string, found: string) => `${file} 的开头是 ${found}。`,
    suggestion:
      "可以用 CSV、XLSX、GeoJSON、压缩的 Shapefile、KML/KMZ、FlatGeobuf、GeoPackage。已载入的内容没有变。",
  },
  importUnreadable: {
    title: "文件读不下去",
    summary: (file: string, where: string, found: string, expected: string) =>
      `${file}${where ? `，${where}` : ""}：读到 ${found}，应为 ${expected}。`,
    suggestion: "可能没有传完或已损坏，重新导出一份再试。已载入的内容没有变。",
  },
  importTooLarge: {
    title: "文件太大",
    summary: (file: string, what: string, found: string, limit: string) =>
      `${file}：${what} ${found}，最多 ${limit}。`,
    suggestion: "分成几份，或只留本区的部分再试。已载入的内容没有变。",
    what: {
      bytes: "大小",
      unpacked: "解压后的大小",
      rows: "行数",
      columns: "列数",
      vertices: "顶点数",
      depth: "嵌套层数",
    },
  },
  importNoGoodRow: {
    title: "没有一行能用",
    summary: (file: string, count: string) => `${file} 的 ${count} 行都有问题。`,
    suggestion: "看看逐行的原因，改好列的对应或坐标系再试。已载入的内容没有变。",
  },
  crsUnknown: {
    title: "不认识的坐标系",
    summary: (file: string, found: string) => `${file} 写的是 ${found}。`,
    suggestion: "从列表里选一个坐标系，或请提供方说明。",
  },
  // #endregion staff
  unexpected: {
    title: "出了意外",
    summary: "有一步没有做成，其余照常可用。",
    suggestion: "再试一次；还不行就刷新，链接里的内容不会丢。",
  },
};
