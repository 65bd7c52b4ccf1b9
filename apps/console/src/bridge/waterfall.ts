import type { Schemas } from '@haowu/api-client';

type Bridge = Schemas['Bridge'];
type Reason = Bridge['reasons'][number];
export type LevelKey = 'paid' | 'net' | 'clean' | 'qgmv';

export type LevelColumn = {
  kind: 'level';
  key: LevelKey;
  settledMinor: number;
  provisionalMinor: number;
  totalMinor: number;
};
/** A loss; it hangs from `fromMinor` down to `toMinor`. `codes` has more than one entry when small losses are drawn together. */
export type LossColumn = {
  kind: 'loss';
  key: string;
  codes: string[];
  fromMinor: number;
  toMinor: number;
  amountMinor: number;
  settledMinor: number;
  linesCount: number;
};
export type WaterfallColumn = LevelColumn | LossColumn;

const columnsPerStep = { paid_to_net: 4, net_to_clean: 3, clean_to_qgmv: 3 } as const;

function losses(reasons: Reason[], startMinor: number, columnsMax: number): LossColumn[] {
  const sorted = reasons
    .filter((reason) => reason.amount.amountMinor !== 0)
    .sort((a, b) => b.amount.amountMinor - a.amount.amountMinor);
  const own = sorted.length > columnsMax ? sorted.slice(0, columnsMax - 1) : sorted;
  const rest = sorted.slice(own.length);
  const groups = [...own.map((reason) => [reason]), ...(rest.length > 0 ? [rest] : [])];
  let running = startMinor;
  return groups.map((group) => {
    const amountMinor = group.reduce((sum, reason) => sum + reason.amount.amountMinor, 0);
    const fromMinor = running;
    running -= amountMinor;
    return {
      kind: 'loss',
      key: group.map((reason) => reason.code).join('+'),
      codes: group.map((reason) => reason.code),
      fromMinor,
      toMinor: running,
      amountMinor,
      settledMinor: group.reduce((sum, reason) => sum + reason.settledAmount.amountMinor, 0),
      linesCount: group.reduce((sum, reason) => sum + reason.linesCount, 0),
    };
  });
}

function level(key: LevelKey, split: Bridge['paid']): LevelColumn {
  const settledMinor = split.settled.amountMinor;
  const provisionalMinor = split.provisional.amountMinor;
  return { kind: 'level', key, settledMinor, provisionalMinor, totalMinor: settledMinor + provisionalMinor };
}

/** Paid, its losses, Net, its losses, Clean, its losses, QGMV: from left to right. Small losses of a step share a column. */
export function waterfallColumns(bridge: Bridge): WaterfallColumn[] {
  const paid = level('paid', bridge.paid);
  const net = level('net', bridge.net);
  const clean = level('clean', bridge.clean);
  const below = (step: Reason['level'], start: LevelColumn) =>
    losses(
      bridge.reasons.filter((reason) => reason.level === step),
      start.totalMinor,
      columnsPerStep[step],
    );
  return [
    paid,
    ...below('paid_to_net', paid),
    net,
    ...below('net_to_clean', net),
    clean,
    ...below('clean_to_qgmv', clean),
    level('qgmv', bridge.qgmv),
  ];
}

/** Round steps for an axis from `low` to `high` (minor units): 4 to 6 lines at 1, 2 or 5 times a power of ten. */
export function axisTicks(low: number, high: number): number[] {
  const span = Math.max(high - low, 1);
  const rough = span / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high + step * 0.001; value += step) ticks.push(value);
  return ticks;
}
