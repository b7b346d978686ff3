export const commandWall = {
  open: "大屏",
  leave: "退出大屏",
  response: (level: string) => `${level}响应`,
  isOver: "已结束",
};
