export const command = {
  title: "指挥",
};
