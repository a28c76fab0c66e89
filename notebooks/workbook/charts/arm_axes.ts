/** The value axes of panels that stand below each other, one an arm. */

import type { ValueExtent } from "./spread.ts";

/** Medians farther apart than this share no axis: the lower arm's differences would be pressed into a line. */
const SHARED_AXIS_MAX = 1.5;

/** What is said below panels whose axes differ. */
export const OWN_AXES = "Each panel has a value axis of its own.";

/** Where each arm's axis goes: the same for all, unless they lie far apart. */
export function axesOf<Arm extends { readonly median: number | null }>(
  arms: readonly Arm[],
  extentOf: (arms: readonly Arm[]) => ValueExtent,
): readonly ValueExtent[] {
  const medians = arms.flatMap(({ median }) => median ?? []);
  const isShared = Math.max(0, ...medians) <= Math.min(...medians) * SHARED_AXIS_MAX;
  if (!isShared) return arms.map((arm) => extentOf([arm]));
  const extent = extentOf(arms);
  return arms.map(() => extent);
}

/** Whether the panels' axes differ. */
export function hasOwnAxes(extents: readonly ValueExtent[]): boolean {
  return new Set(extents.map(({ high }) => high)).size > 1;
}
