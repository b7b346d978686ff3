/** Charts, the figures of the board in full, and the printed report. */
export const planReport = {
  charts: {
    asTable: "看数字",
    asPicture: "看图",
    howToRead: "用左右方向键逐点读数",
    separator: "，",
  },
};
