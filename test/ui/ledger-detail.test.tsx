import { fireEvent, screen } from "@solidjs/testing-library";
import { afterEach, expect, test, vi } from "vitest";
import { renderAnswered, renderLedger } from "./ledger-harness.tsx";

afterEach(() => vi.unstubAllGlobals());

const detail = () => screen.getByRole("region", { name: "这一条的来历" });
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

test("a link with a row opens its detail, and choosing another row goes into the link", async () => {
  const { rowOf, fragment } = await renderAnswered({ fragment: "row=S1" });
  expect(detail().textContent).toContain("“实现避难场所全覆盖”");
  expect(rowOf("S1").hasAttribute("data-open")).toBe(true);
  fireEvent.click(rowOf("L4").querySelector("button") as HTMLElement);
  expect(fragment()).toBe("row=L4");
  expect(detail().textContent).toContain("5000人的物资储备");
});

test("the detail shows place, formula, inputs with units, and the four readings of full coverage", async () => {
  await renderAnswered({ fragment: "row=S1" });
  const text = detail().textContent ?? "";
  expect(text).toContain("出处：目标；任务（七）6");
  expect(text).toContain("1,106,214 人");
  expect(text).toContain("10 分钟");
  for (const reading of ["83.2 %", "58.4 %", "71.6 %", "63.1 %"]) expect(text).toContain(reading);
  expect(text).toContain("句子和目标：规划原文。");
  expect(text).toContain("GB 50413-2007 §8.2.10");
});

test("a row judged by a stricter reading names it; a reading that is unknown is no nought", async () => {
  const { rowOf } = await renderAnswered({ fragment: "row=L4" });
  expect(rowOf("L4").textContent).toContain("按这个判断：最弱一库可保障人数 2,950 人");
  const lost = screen.getByText("丢掉最大一库后可保障人数").closest("div");
  expect(lost?.querySelector("dd")?.textContent).toBe("不详");
});

test("shelter rows lead to the plan, the three promises to the command board, others to neither", async () => {
  const { store } = await renderAnswered({ fragment: "row=S1" });
  expect(screen.getByRole("button", { name: "在规划里打开" })).toBeTruthy();
  store.commands.openCommitment("Z2");
  expect(screen.queryByRole("button", { name: /打开$/ })).toBeNull();
  store.commands.openCommitment("L2");
  fireEvent.click(screen.getByRole("button", { name: "在指挥里打开" }));
  expect(store.state.door).toBe("command");
});

test("the row is copied as text with its formula, value and what is missing", async () => {
  const written: string[] = [];
  vi.stubGlobal("navigator", {
    clipboard: {
      writeText: (text: string) => {
        written.push(text);
        return Promise.resolve();
      },
    },
  });
  const { store } = await renderAnswered({ fragment: "row=S1" });
  fireEvent.click(screen.getByRole("button", { name: "复制这一行" }));
  await settled();
  expect(written[0]).toContain("S1  实现避难场所全覆盖");
  expect(written[0]).toContain("今天: 63.1 %");
  expect(screen.getByText("已复制")).toBeTruthy();
  store.commands.openCommitment("S2");
  fireEvent.click(screen.getByRole("button", { name: "复制这一行" }));
  await settled();
  expect(written[1]).toContain("今天: 不详");
  expect(written[1]).toContain("还缺: 缺每处场所的建成年份");
});

test("where copying is not allowed the text is there to be selected by hand", async () => {
  vi.stubGlobal("navigator", { clipboard: { writeText: () => Promise.reject(new Error("denied")) } });
  await renderAnswered({ fragment: "row=S1" });
  fireEvent.click(screen.getByRole("button", { name: "复制这一行" }));
  await settled();
  const text = screen.getByLabelText("这一行的文字") as HTMLTextAreaElement;
  expect(text.value).toContain("今天: 63.1 %");
});

test("a row the ledger does not have is said, and closing gives the focus back to the row", async () => {
  const { rowOf, store } = await renderAnswered({ fragment: "row=Q9" });
  expect(detail().textContent).toContain("链接里的 Q9 不在台账里");
  store.commands.openCommitment("S1");
  fireEvent.click(screen.getByRole("button", { name: /回到全部承诺/ }));
  expect(store.state.commitmentId).toBeNull();
  expect(document.activeElement).toBe(rowOf("S1").querySelector("button"));
});

test("before the values are there the detail says what it waits for", async () => {
  const { port } = renderLedger({ fragment: "row=S1" });
  expect(detail().textContent).toContain("数据打开后就算");
  await port.opens();
  expect(detail().textContent).toContain("正在算");
});
