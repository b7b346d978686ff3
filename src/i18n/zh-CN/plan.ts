export const plan = {
  title: "规划",
};
