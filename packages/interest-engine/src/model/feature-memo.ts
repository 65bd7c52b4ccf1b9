import type { FeatureLookup } from './features.ts';
import { featureKinds } from './features.ts';

/**
 * Keeps, while many items are scored for one request, which row each feature has: a page asks for the same viewer,
 * categories, authors and time of day hundreds of times, in a table much larger than the processor's own memory. One
 * serves request after request; `open` forgets what was there, as learning may have moved rows.
 */
export interface FeatureMemo {
  open(find: FeatureLookup): FeatureLookup;
}

const kindsMax = 16;
/** Features that are crossed with a small number: that many of it are kept. */
const crossedWidth = 32;

export function createFeatureMemo(): FeatureMemo {
  /** By kind and number. */
  const rows = Array.from({ length: kindsMax }, () => new Int32Array(64));
  /** The round in which a row was looked up. */
  const rounds = Array.from({ length: kindsMax }, () => new Int32Array(64));
  let round = 0;

  const widen = (kind: number, number: number): void => {
    const length = Math.max(number + 1, rows[kind]!.length * 2);
    const [before, roundsBefore] = [rows[kind]!, rounds[kind]!];
    rows[kind] = new Int32Array(length);
    rows[kind].set(before);
    rounds[kind] = new Int32Array(length);
    rounds[kind].set(roundsBefore);
  };

  return {
    open(find) {
      round++;
      return (kind, high, number) => {
        // Each item is asked for once; a source is a hash, not a small number.
        if (kind === featureKinds.item || kind === featureKinds.source) return find(kind, high, number);
        let place = number;
        if (kind === featureKinds.categoryPrice) {
          if (high >= crossedWidth) return find(kind, high, number);
          place = number * crossedWidth + high;
        }
        if (place >= rows[kind]!.length) widen(kind, place);
        if (rounds[kind]![place] !== round) {
          rounds[kind]![place] = round;
          rows[kind]![place] = find(kind, high, number);
        }
        return rows[kind]![place]!;
      };
    },
  };
}
