/** Plots that came with a file, in the left column of /plan. */
export const planPlots = {
  fromFile: "从文件导入地块",
  found: (file: string, count: string) => `「${file}」有 ${count} 处地块不在这个方案里`,
  tooMany: (limit: string, left: string) => `一个方案最多 ${limit} 处，还放得下 ${left} 处`,
  full: (limit: string) => `这个方案已有 ${limit} 处，放不下了`,
  putAll: (count: string) => `放进方案（${count} 处）`,
  putOne: "放进方案",
  unnamed: (id: string) => `地块 ${id}`,
};
