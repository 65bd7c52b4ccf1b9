import type { FeatureTable } from './score-features.ts';
import { logit } from './score-rows.ts';

/** Rows of numbers for a linear model, row-major; the first of each row is the constant 1. */
export type Design = { rows: number; width: number; values: Float32Array };
/** How the raw columns were centred and scaled, so that other rows go through the same. */
export type Scaling = { means: Float64Array; scales: Float64Array };

/** Standardised values are cut here, so that no single odd pair pulls the model. */
const valueMax = 5;

/**
 * The table on scales that add up: counts as logarithms, rates as log odds, patterns damped, then squares, and products with
 * what kind of user asks. A linear model over these finds what trees find only with many more rows.
 */
export function layOutDesign(table: FeatureTable, fitted?: Scaling): { design: Design; scaling: Scaling } {
  const { plain, single, core, moods } = pickColumns(table);
  const unit = [...plain, ...single];
  const rows = table.columns[0]!.length;
  const products = 1 + unit.length;
  const width = products + plain.length + core.length * moods.length;
  const design: Design = { rows, width, values: new Float32Array(rows * width) };
  const scaling = fitted ?? { means: new Float64Array(width), scales: new Float64Array(width).fill(1) };
  const { values } = design;

  unit.forEach((column, at) => {
    for (let row = 0; row < rows; row++) values[row * width + 1 + at] = column[row]!;
  });
  for (let row = 0; row < rows; row++) values[row * width] = 1;
  standardise(design, 1, products, scaling, fitted !== undefined);

  const place = new Map(unit.map((column, at) => [column, 1 + at]));
  const coreAt = core.map((column) => place.get(column)!);
  const moodAt = moods.map((column) => place.get(column)!);
  for (let row = 0; row < rows; row++) {
    const base = row * width;
    let next = base + products;
    for (let at = 1; at <= plain.length; at++) values[next++] = values[base + at]! ** 2;
    for (const a of coreAt) for (const b of moodAt) values[next++] = values[base + a]! * values[base + b]!;
  }
  standardise(design, products, width, scaling, fitted !== undefined);
  return { design, scaling };
}

function pickColumns({ names, groups, columns }: FeatureTable) {
  const byName = new Map<string, Float32Array>();
  const plain: Float32Array[] = [];
  const single: Float32Array[] = [];
  const patterns: Float32Array[] = [];
  names.forEach((name, at) => {
    const column = columns[at]!;
    if (groups[at] === 'count')
      plain.push(
        remember(
          byName,
          name,
          column.map((value) => Math.log1p(value)),
        ),
      );
    else if (groups[at] === 'scalar') {
      plain.push(remember(byName, name, column));
      if (name === 'user rate' || name === 'item rate') {
        plain.push(
          remember(
            byName,
            `${name} odds`,
            column.map((rate) => logit(Math.min(0.9999, Math.max(0.0001, rate)))),
          ),
        );
      }
    } else {
      const damped = column.map((value) => Math.sign(value) * Math.log1p(Math.abs(value)));
      (groups[at] === 'pattern' ? patterns : single).push(damped);
    }
  });
  plain.push(...patterns);
  const named = (...wanted: string[]) => wanted.map((name) => byName.get(name)!);
  return {
    plain,
    single,
    core: [
      ...named('item rate odds', 'item positives', 'item negatives', 'item audience rate', 'item audience activity'),
      ...patterns,
    ],
    moods: named('user negatives', 'user positives', 'user choice activity'),
  };
}

function remember(map: Map<string, Float32Array>, name: string, column: Float32Array): Float32Array {
  map.set(name, column);
  return column;
}

/** Centres and scales the columns `from` up to `to`, by their own spread unless the scaling is already fitted. */
function standardise(
  { rows, width, values }: Design,
  from: number,
  to: number,
  scaling: Scaling,
  fitted: boolean,
): void {
  if (!fitted) {
    for (let at = from; at < to; at++) {
      let mean = 0;
      for (let row = 0; row < rows; row++) mean += values[row * width + at]! / rows;
      let variance = 0;
      for (let row = 0; row < rows; row++) variance += (values[row * width + at]! - mean) ** 2 / rows;
      scaling.means[at] = mean;
      // A column that does not vary says nothing.
      scaling.scales[at] = variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
    }
  }
  for (let row = 0; row < rows; row++) {
    for (let at = row * width + from, k = from; k < to; at++, k++) {
      const value = (values[at]! - scaling.means[k]!) * scaling.scales[k]!;
      values[at] = Math.max(-valueMax, Math.min(valueMax, value));
    }
  }
}
