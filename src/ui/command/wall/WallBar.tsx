import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { nameIn } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { LevelBadge } from "./LevelBadge.tsx";
import "./wall.css";

/** Head of the wall: what operation, at which level, where, and what time it is there. No tools but the way out. */
export function WallBar() {
  const { state, commands, words, pack } = useApp();
  const said = () => words().command.wall;
  const [now, setNow] = createSignal(Date.now());
  const tick = setInterval(() => setNow(Date.now()), 1000);
  onCleanup(() => clearInterval(tick));
  const leave = () => {
    commands.setTheme("dark");
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
  };
  onMount(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) leave();
    };
    document.addEventListener("keydown", onKeyDown);
    onCleanup(() => document.removeEventListener("keydown", onKeyDown));
  });
  const district = () => {
    const description = pack()?.description;
    return description
      ? nameIn(state.language, { nameZh: description.titleZh, nameEn: description.titleEn })
      : "";
  };
  const time = () =>
    new Intl.DateTimeFormat(state.language, {
      timeZone: pack()?.description.timeZone ?? "Asia/Shanghai",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    }).format(now());
  return (
    <header class="wall-bar">
      <LevelBadge />
      <p class="wall-title">
        {[district(), state.operation.head?.title].filter(Boolean).join(" · ")}
        <Show when={state.operation.shown.isOver}> · {said().isOver}</Show>
      </p>
      <p class="wall-time num">{time()}</p>
      <button type="button" class="wall-leave" onClick={leave}>
        {said().leave}
      </button>
    </header>
  );
}
