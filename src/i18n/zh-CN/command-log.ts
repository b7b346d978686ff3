export const commandLog = {
  exerciseTitle: "演练",
};
