const span = (minutes: number): string => {
  const whole = Math.max(1, Math.round(minutes));
  if (whole < 60) return `${whole} 分`;
  return whole % 60 === 0 ? `${whole / 60} 时` : `${Math.floor(whole / 60)} 时 ${whole % 60} 分`;
};

export const commandRescue = {
  finding: "正在找补救办法",
  noneHelps: (tried: string) => `试过 ${tried} 种办法，都救不了。`,
  action: {
    "add-truck": (depot: string) => `${depot}加派 1 车`,
    "move-truck": (from: string, to: string) => `从${from}调 1 车给${to}`,
    "open-gate": (gate: string) => `打开${gate}`,
    "lift-closure": (street: string) => `清通${street}`,
    "transfer-stock": (from: string, to: string, stock: string) => `从${from}调${stock}到${to}`,
    "open-shelter": (shelter: string) => `开放${shelter}`,
  },
  someGate: "一处没开的门",
  comma: "，",
  withGain: (action: string, gain: string) => `${action}，${gain}`,
  left: (minutes: number) => (minutes < 1 ? "刚好赶上" : `余 ${span(minutes)}`),
  soonerStillLate: (sooner: number, late: number) => `早 ${span(sooner)}，仍晚 ${span(late)}`,
  comesButLate: (late: number) => `车能到，仍晚 ${span(late)}`,
  morePersons: (persons: string) => `多 ${persons} 人配齐`,
  alsoSaves: (count: string) => `还救回 ${count} 处`,
  breaksOthers: (count: string) => `会让 ${count} 处破`,
  slowsOthers: (count: string) => `${count} 处会晚些`,
  costsNobody: "不耽误别处",
  asIfThere: "按货已经调到算",
  act: "照办",
  actOf: (action: string) => `照办：${action}`,
  otherWays: (count: string) => `另有 ${count} 个办法`,
  openings: "开放这些场所，能收下没排进的人",
  opensFor: (persons: string) => `收下 ${persons} 人`,

  canSave: "能救回来",
  lookingForWays: "正在找能救回来的办法",
  noWay: "没找到能救回来的办法。",
  closeAnd: "断开，并照办",
  closeAndOf: (action: string) => `断开，并照办：${action}`,
  changesTitle: "刚才变了什么",
  changesNow: "刚刚",
  changesAgo: (minutes: string) => `${minutes} 分前`,
  moreChanges: (count: string) => `另有 ${count} 处`,
  change: {
    broke: {
      supply: (shelter: string) => `${shelter}首批到场要破`,
      service: (shelter: string) => `${shelter}到点配不齐了`,
    },
    recovered: {
      supply: (shelter: string) => `${shelter}首批能按时到了`,
      service: (shelter: string) => `${shelter}能配齐了`,
    },
    later: (shelter: string, minutes: number) => `${shelter}首车晚来 ${span(minutes)}`,
    sooner: (shelter: string, minutes: number) => `${shelter}首车早来 ${span(minutes)}`,
    shortMore: (shelter: string, persons: string) => `${shelter}多 ${persons} 人配不齐`,
    shortFewer: (shelter: string, persons: string) => `${shelter}少 ${persons} 人配不齐`,
    sentMore: (shelter: string, persons: string) => `多派 ${persons} 人去${shelter}`,
    sentFewer: (shelter: string, persons: string) => `少派 ${persons} 人去${shelter}`,
    unplacedMore: (persons: string) => `又有 ${persons} 人没处安置`,
    unplacedFewer: (persons: string) => `又安置下 ${persons} 人`,
    notReachedMore: (persons: string) => `走不到场所的居民多 ${persons} 人`,
    notReachedFewer: (persons: string) => `走不到场所的居民少 ${persons} 人`,
  },
};
