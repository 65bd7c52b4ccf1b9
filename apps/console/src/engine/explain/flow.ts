/** How candidates flowed through a request, as geometry: per stage a full bar parted by source, ribbons between. Pure. */
export type FlowStage = { readonly key: string; readonly counts: Readonly<Record<string, number>> };
type FlowBlock = { readonly source: string; readonly count: number; readonly y0: number; readonly y1: number };
export type FlowColumn = { readonly key: string; readonly total: number; readonly blocks: readonly FlowBlock[] };
export type FlowRibbon = {
  readonly source: string;
  readonly stage: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
};

/**
 * Each stage is drawn at full height and parted by the share of its sources, because a page of ten beside six hundred
 * candidates would be a hairline; the counts stand beside. `height` in pixels, `gap` between blocks.
 */
export function flowColumns(
  stages: readonly FlowStage[],
  sources: readonly string[],
  height: number,
  gap = 2,
): FlowColumn[] {
  return stages.map(({ key, counts }) => {
    const present = sources.filter((source) => (counts[source] ?? 0) > 0);
    const total = present.reduce((sum, source) => sum + (counts[source] ?? 0), 0);
    const room = height - gap * Math.max(0, present.length - 1);
    let y = 0;
    const blocks = present.map((source): FlowBlock => {
      const count = counts[source] ?? 0;
      const size = total === 0 ? 0 : (count / total) * room;
      const block = { source, count, y0: y, y1: y + size };
      y += size + gap;
      return block;
    });
    return { key, total, blocks };
  });
}

/** Ribbons between neighbouring stages; a source that ends at a stage tapers to nothing where it would have stood. */
export function flowRibbons(columns: readonly FlowColumn[]): FlowRibbon[] {
  const ribbons: FlowRibbon[] = [];
  for (let stage = 0; stage + 1 < columns.length; stage++) {
    const here = columns[stage]?.blocks ?? [];
    const next = columns[stage + 1]?.blocks ?? [];
    here.forEach((block, index) => {
      const same = next.find(({ source }) => source === block.source);
      const above = here.slice(0, index).findLast(({ source }) => next.some((other) => other.source === source));
      const end = above ? (next.find(({ source }) => source === above.source)?.y1 ?? 0) : 0;
      ribbons.push({
        source: block.source,
        stage,
        from: [block.y0, block.y1],
        to: same ? [same.y0, same.y1] : [end, end],
      });
    });
  }
  return ribbons;
}

/** The outline of a ribbon from `x0` to `x1` as an SVG path with soft bends. */
export function ribbonPath(
  x0: number,
  x1: number,
  [a0, a1]: readonly [number, number],
  [b0, b1]: readonly [number, number],
): string {
  const middle = (x0 + x1) / 2;
  const at = (value: number) => Number(value.toFixed(2));
  return `M${at(x0)},${at(a0)}C${at(middle)},${at(a0)} ${at(middle)},${at(b0)} ${at(x1)},${at(b0)}L${at(x1)},${at(b1)}C${at(middle)},${at(b1)} ${at(middle)},${at(a1)} ${at(x0)},${at(a1)}Z`;
}
