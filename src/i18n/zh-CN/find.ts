export const find = {
  title: "找避难所",
};
