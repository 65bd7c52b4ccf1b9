import { binCount, binEdges, headsOfModel, type ModelHead, modelHeads, ofHead } from './layout.ts';
import type { Model } from './model.ts';

/** Impressions whose served chance lay in one range, lately. */
export interface ReliabilityBin {
  /** The range, from (including) and to. */
  readonly from: number;
  readonly to: number;
  /** Weights: older impressions count less. */
  readonly count: number;
  /** Means. */
  readonly predicted: number;
  readonly observed: number;
}

/** How well one head has predicted what came, before it learned from it. */
export interface HeadHealth {
  /** Impressions learned from, ever. For buy those with a click, for keep those whose purchase has an outcome. */
  readonly examples: number;
  readonly predicted: number;
  readonly observed: number;
  readonly logLoss: number;
  /** The same of counts and lens alone, as they are. */
  readonly logLossOfCounts: number;
  /** 1 and 0 when calibrated: of a logistic regression of what came on the served log odds. */
  readonly calibrationSlope: number;
  readonly calibrationIntercept: number;
  readonly expectedCalibrationError: number;
  /** 0 to 1: how much of what was learned beyond counts and lens is let in. */
  readonly gate: number;
  readonly bins: readonly ReliabilityBin[];
}

export interface ModelHealth {
  readonly heads: Readonly<Record<ModelHead, HeadHealth>>;
  readonly embeddings: { readonly held: number; readonly admitted: number; readonly expired: number };
  /**
   * Impressions that wait for labels, labels kept with them, labels that found no room, and impressions beyond a
   * thousand a day of one viewer or device.
   */
  readonly join: {
    readonly open: number;
    readonly labels: number;
    readonly dropped: number;
    readonly unheard: number;
  };
  /** Examples not yet learned, and how many the ring holds; both 0 when training in line. */
  readonly backlog: number;
  readonly backlogCapacity: number;
}

export function healthOf(model: Model): ModelHealth {
  const heads = {} as Record<ModelHead, HeadHealth>;
  for (let head = 0; head < headsOfModel; head++) {
    heads[modelHeads[head]!] = headHealth(model.weights.doubles, head * ofHead.length);
  }
  const { held, admitted, expired } = model.slots;
  return {
    heads,
    embeddings: { held, admitted, expired },
    join: { ...model.join.counts(), unheard: model.unheard() },
    backlog: model.backlog(),
    backlogCapacity: model.capacity(),
  };
}

function headHealth(doubles: Float64Array, at: number): HeadHealth {
  const weight = doubles[at + ofHead.weight]!;
  const mean = (place: number): number => (weight > 0 ? doubles[at + place]! / weight : 0);
  const bins: ReliabilityBin[] = [];
  let gap = 0;
  for (let bin = 0; bin < binCount; bin++) {
    const place = at + ofHead.bins + 3 * bin;
    const count = doubles[place]!;
    // A correction goes by the first guess but today's gate and scale, so it may land one bin off: kept within what is possible.
    const observed = count > 0 ? Math.min(1, Math.max(0, doubles[place + 2]! / count)) : 0;
    const predicted = count > 0 ? doubles[place + 1]! / count : 0;
    bins.push({ from: binEdges[bin - 1] ?? 0, to: binEdges[bin] ?? 1, count, predicted, observed });
    gap += count * Math.abs(predicted - observed);
  }
  const [slope, intercept] = fitLine(bins);
  return {
    examples: doubles[at + ofHead.examples]!,
    predicted: mean(ofHead.predicted),
    observed: mean(ofHead.observed),
    logLoss: mean(ofHead.loss),
    logLossOfCounts: mean(ofHead.countsLoss),
    calibrationSlope: slope,
    calibrationIntercept: intercept,
    expectedCalibrationError: weight > 0 ? gap / weight : 0,
    gate: doubles[at + ofHead.gate]!,
    bins,
  };
}

/** Logistic regression on the bins by Newton's method, held near 1 and 0 by a few assumed impressions. */
function fitLine(bins: readonly ReliabilityBin[]): [slope: number, intercept: number] {
  let slope = 1;
  let intercept = 0;
  for (let round = 0; round < 12; round++) {
    let [g0, g1, h00, h01, h11] = [intercept, slope - 1, 1, 0, 1];
    for (const { count, predicted, observed } of bins) {
      if (count <= 0) continue;
      const p = Math.min(0.9999, Math.max(0.0001, predicted));
      const x = Math.log(p / (1 - p));
      const chance = 1 / (1 + Math.exp(-(slope * x + intercept)));
      const error = count * (chance - observed);
      const curve = count * chance * (1 - chance);
      g0 += error;
      g1 += error * x;
      h00 += curve;
      h01 += curve * x;
      h11 += curve * x * x;
    }
    const determinant = h00 * h11 - h01 * h01;
    intercept -= (h11 * g0 - h01 * g1) / determinant;
    slope -= (h00 * g1 - h01 * g0) / determinant;
  }
  return [slope, intercept];
}
