import { createMemo, Show } from "solid-js";
import type { MapClick } from "../../map/scene.ts";
import { ledgerScene } from "../../map/scenes/ledger-scene.ts";
import { useApp } from "../shared/app-context.ts";
import { LedgerDetail } from "./LedgerDetail.tsx";
import { LedgerHead } from "./LedgerHead.tsx";
import { LedgerTable } from "./LedgerTable.tsx";
import { createLedgerModel } from "./ledger-model.ts";
import "./ledger.css";
import "./detail.css";
import "./ledger-widths.css";
import "./ledger-print.css";

/** /ledger: every promise of the plan with its words, its formula and today's value, or what is missing for one. */
export function LedgerDoor() {
  const app = useApp();
  const { state, commands, words, pack } = app;
  const rules = app.ledgerTables.rules();
  const ledger = createLedgerModel(app);
  app.bindMap({
    scene: createMemo(() => ledgerScene(state)),
    onClick: ({ feature }: MapClick) =>
      feature ? commands.select(feature.layer, feature.id) : commands.clearSelection(),
  });
  return (
    <>
      <section class="ledger" aria-label={words().ledger.title}>
        <LedgerHead ledger={ledger} />
        <LedgerTable ledger={ledger} />
        <Show when={pack()}>
          {(index) => (
            <p class="ledger-foot">
              {words().ledger.foot(
                index().description.asOf,
                state.language === "en" ? rules.titleEn : rules.titleZh,
                rules.edition,
              )}
            </p>
          )}
        </Show>
      </section>
      <LedgerDetail ledger={ledger} />
    </>
  );
}
