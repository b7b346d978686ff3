import { cardWordsOf } from "../../../src/i18n/card-words.ts";
import { holdTheEdge } from "./hold-the-edge.ts";
import { expect, type Visitor } from "./page.ts";

/** Whose fault a state is not: a name that no place bears, a link that holds no position. */
const NO_SUCH_PLACE = "天津之眼摩天轮";
const SHORT_LINK = "https://surl.amap.com/4fXGpZ";
const THREE_DATUMS = "116.359,39.941";
const AT_A_LANE = [116.3226, 39.8908] as const;
const AWAY_FROM_IT = [116.3236, 39.8931] as const;
const SHANGHAI = [121.4737, 31.2304] as const;
const DENIED = 1;

/** Every state of /find in one visit; `onState` looks at each of them when it stands. */
export async function walkFindStates(
  visitor: Visitor,
  onState: (name: string) => Promise<void>,
): Promise<void> {
  const { page, words } = visitor;
  const said = words.find;
  const shown = (selector: string) => expect(visitor.part(selector).first()).toBeVisible();
  const hash = (link: string) =>
    page.evaluate((text) => {
      location.hash = text;
    }, `${link}&lang=${visitor.language}`);
  const press = (name: string) => visitor.button(name).first().click();

  const device = await holdTheEdge(visitor);
  const open = await visitor.holdsFile("shelters.fgb");
  await visitor.opens("find");
  await expect(visitor.part(".find-empty")).toHaveText(words.shared.loadingDistrict);
  await onState("the district is being opened");
  await open();
  await visitor.sees(said.empty);
  await onState("no place yet");

  const box = visitor.part('[role="combobox"]');
  await expect(async () => {
    await box.fill("");
    await box.fill("xzm");
    await expect(visitor.part('[role="option"]').first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await onState("search with results");
  await box.fill(NO_SUCH_PLACE);
  await shown(".place-search-none");
  await onState("search without a result");
  await box.fill(THREE_DATUMS);
  await shown(".place-search-ask");
  await onState("search asks which datum");
  await box.fill(SHORT_LINK);
  await visitor.sees(words.shared.positionFaults.SHORT_LINK);
  await onState("search cannot read a link");
  await box.fill("");

  await press(said.byCommunity);
  const rows = visitor.part(".find-picker-list button");
  await expect(rows.first()).toBeVisible();
  await onState("picker: sub-districts");
  await rows.first().click();
  await shown(".find-picker-back");
  await onState("picker: communities");
  await rows.first().click();
  await visitor.sees(said.compound);
  await onState("picker: places");
  await press(said.byCommunity);

  await press(said.locate);
  await visitor.sees(said.locating);
  await onState("locating");
  await device.tells(SHANGHAI, 20);
  await shown(".find-outside:not(:empty)");
  await onState("outside the district");
  await press(said.locate);
  await device.tellsNoPosition(DENIED);
  await visitor.sees(words.failures.locationDenied.title);
  await onState("position denied");
  await press(words.shared.putAway);

  await device.thinksSlowly();
  await press(said.locate);
  await device.tells(AT_A_LANE, 800);
  await visitor.sees(words.shared.computing);
  await onState("the answer is being worked out, position is coarse");
  await device.thinksOn();
  await shown(".answer-where");
  await shown(".risk-here");
  await onState("answer");
  await press(said.ownPace);
  await shown(".pace-own");
  await onState("an own pace");
  await visitor.choosesRadio(words.shared.paces.slow);
  await press(said.makeCard);
  await shown(".household-card");
  await onState("household card");
  const { back, papers } = cardWordsOf(visitor.language);
  await visitor.choosesRadio(papers.apart);
  await onState("household card with a wallet card");
  await visitor.part(".household-card .answer-link").filter({ hasText: back }).click();
  await shown(".answer-where");
  await device.thinksSlowly();
  await visitor.choosesRadio(words.shared.paces.brisk);
  await shown('.answer[data-stale="true"]');
  await onState("answer is stale");
  await device.thinksOn();
  await shown('.answer[data-stale="false"]');

  await press(said.startWalking);
  await visitor.sees(said.walk.trouble.waiting);
  await onState("walk mode waits for a position");
  await device.tells(AT_A_LANE, 12);
  await shown(".walk-arrow");
  await onState("walk mode");
  await device.tells(AWAY_FROM_IT, 12);
  await visitor.sees(said.walk.off);
  await onState("walk mode off the way");
  await device.tellsNoPosition(DENIED);
  await visitor.sees(said.walk.trouble.denied);
  await onState("walk mode without a position");
  await press(said.walk.stop);
  await shown(".answer-where");

  await hash("at=116.3226,39.8908&hazard=flood&tier=indoor");
  await shown(".find .failure-note");
  await onState("no shelter is fit");
  await hash("at=116.3226,39.80");
  await shown(".find .failure-note");
  await onState("the place is far from everything");
  await hash("at=116.3553,39.9399&pace=teleport");
  await shown(".notices .failure-note");
  await onState("a link with a fault");
  await press(words.shared.putAway);

  await visitor.losesNetwork();
  await visitor.sees(words.offline.lineNotReady);
  await onState("no network");
  await visitor.findsNetwork();
  await press(words.data.open);
  await shown("#data-offline");
  await onState("data sheet");
  await press(words.data.close);
}
