import type { SnapshotReader, SnapshotWriter } from './layout.ts';

/**
 * How long people watch clips of a length, and where one watch stands among them: the label "watched longer than this
 * share of watches of clips as long". So a long clip is not punished for its length, nor a short one paid for ending
 * (D2Q: Zhan et al., Deconfounding Duration Bias in Watch-time Prediction, KDD 2022). Learned as it goes: one histogram
 * of log watch time for each range of lengths, halved from time to time so that habits may change.
 */
export interface WatchQuantiles {
  /** 0 to 1; half of those who watched as long count as below. */
  quantileOf(durationMs: number, watchMs: number): number;
  add(durationMs: number, watchMs: number): void;
  save(writer: SnapshotWriter): void;
}

const durationRanges = 24;
const bins = 48;
/** Watches that a range is assumed to have seen: spread evenly over the share of the clip, so that labels start sane. */
const assumed = 20;
const halvedAt = 50_000;

/** Half octaves from one second up. */
const rangeOf = (durationMs: number): number =>
  Math.min(durationRanges - 1, Math.max(0, Math.floor(2 * Math.log2(Math.max(1, durationMs) / 1_000))));
/** Bins of a third of an octave, from an eighth of a second. */
const binOf = (watchMs: number): number =>
  Math.min(bins - 1, Math.max(0, Math.floor(3 * Math.log2(Math.max(1, watchMs) / 125))));

export function createWatchQuantiles(saved?: SnapshotReader): WatchQuantiles {
  const counts = saved?.f64('model.watches') ?? new Float64Array(durationRanges * bins);
  if (!saved) {
    for (let range = 0; range < durationRanges; range++) {
      const durationMs = 1_000 * 2 ** ((range + 0.5) / 2);
      for (let step = 0; step < assumed; step++) {
        counts[range * bins + binOf((durationMs * (step + 0.5)) / assumed)]! += 1;
      }
    }
  }
  return {
    quantileOf(durationMs, watchMs) {
      const start = rangeOf(durationMs) * bins;
      const bin = binOf(watchMs);
      let below = 0;
      let all = 0;
      for (let index = 0; index < bins; index++) {
        const count = counts[start + index]!;
        all += count;
        if (index < bin) below += count;
        else if (index === bin) below += count / 2;
      }
      return below / all;
    },
    add(durationMs, watchMs) {
      const start = rangeOf(durationMs) * bins;
      counts[start + binOf(watchMs)]! += 1;
      let all = 0;
      for (let index = 0; index < bins; index++) all += counts[start + index]!;
      if (all < halvedAt) return;
      for (let index = 0; index < bins; index++) counts[start + index]! /= 2;
    },
    save: (writer) => writer.section('model.watches', counts),
  };
}
