import type { Visitor } from "./page.ts";

/** Run inside the page, so it knows nothing of this file: what axe leaves undecided or does not look at. */
function lookInPage(): string[] {
  const faults = new Set<string>();
  const page = document.documentElement;
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join("")}`;
  const isShown = (element: Element) => {
    const box = element.getBoundingClientRect();
    return (
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      box.width > 1 &&
      box.height > 1 &&
      !element.closest(".visually-hidden, .maplibregl-map")
    );
  };

  // ---- contrast of text (1.4.3), by our own sums: axe leaves alone what lies over other things
  const paper = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  type Colour = [red: number, green: number, blue: number, alpha: number];
  const read = new Map<string, Colour>();
  const colourOf = (css: string): Colour => {
    const known = read.get(css);
    if (known) return known;
    if (!paper) throw new Error("no paper to draw on");
    paper.clearRect(0, 0, 1, 1);
    paper.fillStyle = css;
    paper.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = paper.getImageData(0, 0, 1, 1).data;
    const colour: Colour = [red, green, blue, alpha / 255];
    read.set(css, colour);
    return colour;
  };
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (at: 0 | 1 | 2) => top[at] * top[3] + below[at] * (1 - top[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const groundOf = (element: Element): Colour => {
    const sheets: Colour[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const sheet = colourOf(getComputedStyle(at).backgroundColor);
      if (sheet[3] > 0) sheets.push(sheet);
      if (sheet[3] === 1) break;
    }
    return sheets.reduceRight<Colour>((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = ([red, green, blue]: Colour) => {
    const part = (value: number) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const ratioOf = (one: Colour, other: Colour) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b) as [number, number];
    return (bright + 0.05) / (dark + 0.05);
  };

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? "";
    if (!element || text === "") continue;
    // ---- language of parts (3.1.2): hanzi are never read out as English
    if (/\p{Script=Han}/u.test(text) && !element.closest("[lang]")?.getAttribute("lang")?.startsWith("zh"))
      faults.add(`hanzi as ${element.closest("[lang]")?.getAttribute("lang")}: ${text.slice(0, 30)}`);
    if (!isShown(element)) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const ink = over(colourOf(style.color), ground);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = ratioOf(ink, ground);
    if (ratio < (isLarge ? 3 : 4.5))
      faults.add(`contrast ${ratio.toFixed(2)}: ${nameOf(element)} ${text.slice(0, 20)}`);
    // ---- no smaller than the smallest size of the type scale
    if (size < 12) faults.add(`type of ${size} px: ${nameOf(element)}`);
  }
  // ---- borders of controls (1.4.11)
  for (const element of document.querySelectorAll("input, select, textarea")) {
    if (!isShown(element) || ["checkbox", "radio", "range"].includes((element as HTMLInputElement).type))
      continue;
    const frame = getComputedStyle(element).borderTopWidth === "0px" ? element.parentElement : element;
    if (!frame) continue;
    const ground = groundOf(frame.parentElement ?? frame);
    const ratio = ratioOf(over(colourOf(getComputedStyle(frame).borderTopColor), ground), ground);
    if (ratio < 3) faults.add(`border ${ratio.toFixed(2)}: ${nameOf(frame)}`);
  }
  // ---- attributes that are read out
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title]"))
    for (const name of ["aria-label", "placeholder", "title"]) {
      const said = element.getAttribute(name) ?? "";
      const language = element.closest("[lang]")?.getAttribute("lang") ?? "";
      if (/\p{Script=Han}/u.test(said) && !language.startsWith("zh"))
        faults.add(`hanzi as ${language}: ${name}=${said}`);
    }
  // ---- size of what is pressed (2.5.8), without the exception for spacing
  for (const element of document.querySelectorAll(
    "a[href], button, input, select, summary, [role='option'], [role='tab']",
  )) {
    const target = element.closest("label") ?? element;
    if (!isShown(target) || getComputedStyle(element).display === "inline") continue;
    const { width, height } = target.getBoundingClientRect();
    if (width < 24 || height < 24)
      faults.add(`target ${width.toFixed(0)}×${height.toFixed(0)}: ${nameOf(element)}`);
  }
  // ---- reflow (1.4.10): nothing beside the screen, nothing cut off
  for (const element of [
    page,
    ...document.querySelectorAll(".stage, .find, .data-sheet, .map-layers-panel, .map-card"),
  ])
    if (element.scrollWidth > element.clientWidth + 1) {
      const rightOf = (each: Element) => each.getBoundingClientRect().right;
      const widest = [...element.querySelectorAll("*")].reduce(
        (far, each) => (rightOf(each) > rightOf(far) ? each : far),
        element,
      );
      faults.add(
        `wider than its room by ${element.scrollWidth - element.clientWidth}: ${nameOf(element)}, for ${nameOf(widest)}`,
      );
    }
  for (const element of document.querySelectorAll("body *")) {
    if (!isShown(element) || !element.textContent?.trim()) continue;
    const style = getComputedStyle(element);
    const isCut = (overflow: string) => overflow === "hidden" || overflow === "clip";
    if (isCut(style.overflowX) && element.scrollWidth > element.clientWidth + 2)
      faults.add(`cut off sideways: ${nameOf(element)}`);
    if (isCut(style.overflowY) && element.scrollHeight > element.clientHeight + 2)
      faults.add(`cut off below: ${nameOf(element)}`);
    const { left, right } = element.getBoundingClientRect();
    if (
      !element.closest(".doors, .skip-link, .map-view") &&
      (right > innerWidth + 1 || left < -1) &&
      element.childElementCount === 0
    )
      faults.add(`outside the screen: ${nameOf(element)}`);
  }
  return [...faults];
}

const LOOKS = [
  [390, 844, "light"],
  [1440, 900, "dark"],
] as const;

/**
 * How else the page has to hold together (WCAG 2.2: 1.4.10 reflow, 1.4.4 type of twice the size, 1.4.12 text spacing): width,
 * name, and rules laid over the page's own.
 */
const STRAINS = [
  [320, "narrow", ""],
  [390, "type twice as large", ":root { font-size: 200% }"],
  [
    390,
    "wide text",
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
  ],
] as const;

/** Lays rules over the page's own, none: takes them off. A sheet made by script, which the page's policy allows. */
const layOver = (page: Visitor["page"], rules: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = text === "" ? [] : [sheet];
  }, rules);

/** What is cut off or runs off the screen under each strain; one line each. */
export async function lookForOverflow({ page }: Visitor): Promise<string[]> {
  const found: string[] = [];
  for (const [width, name, rules] of STRAINS) {
    await page.setViewportSize({ width, height: 844 });
    await layOver(page, rules);
    const lines = await page.evaluate(lookInPage);
    const isOverflow = /^(wider|cut off|outside)/;
    found.push(...lines.filter((line) => isOverflow.test(line)).map((line) => `${name}: ${line}`));
  }
  await layOver(page, "");
  return found;
}

/** What axe and we find wrong in the state the page is in, on a phone by day and on a desk by night; one line each. */
export async function lookForBarriers(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  const found: string[] = [];
  const showIn = (theme: string) =>
    page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
  for (const [width, height, theme] of LOOKS) {
    await page.setViewportSize({ width, height });
    await showIn(theme);
    const lines = [...(await visitor.barriers()), ...(await page.evaluate(lookInPage))];
    found.push(...lines.map((line) => `${width} px, ${theme}: ${line}`));
  }
  await showIn("light");
  return found;
}
