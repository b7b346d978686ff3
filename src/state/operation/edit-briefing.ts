import { BRIEFING_LIMITS, type Briefing, type BriefingView } from "../../core/model/briefing.ts";

/** Behind the view with this id; at the end where there is none. A full briefing stays as it is. */
export function addView(briefing: Briefing, view: BriefingView, afterId: string | null): Briefing {
  const { views } = briefing;
  if (views.length >= BRIEFING_LIMITS.views) return briefing;
  const at = views.findIndex(({ id }) => id === afterId);
  const place = at < 0 ? views.length : at + 1;
  return { views: [...views.slice(0, place), view, ...views.slice(place)] };
}

export const changeView = (
  briefing: Briefing,
  viewId: string,
  change: Partial<Omit<BriefingView, "id">>,
): Briefing => ({
  views: briefing.views.map((view) => (view.id === viewId ? { ...view, ...change } : view)),
});

export const removeView = (briefing: Briefing, viewId: string): Briefing => ({
  views: briefing.views.filter(({ id }) => id !== viewId),
});

/** By so many places, never beyond an end. */
export function moveView(briefing: Briefing, viewId: string, places: number): Briefing {
  const from = briefing.views.findIndex(({ id }) => id === viewId);
  const view = briefing.views[from];
  if (!view) return briefing;
  const others = briefing.views.filter(({ id }) => id !== viewId);
  const to = Math.min(others.length, Math.max(0, from + places));
  return { views: [...others.slice(0, to), view, ...others.slice(to)] };
}
