/** The two inner loops; addresses in bytes within one memory. */
export interface MultiplyKernels {
  subtractLower(
    matrix: number,
    size: number,
    left: number,
    right: number,
    depth: number,
    from: number,
    to: number,
  ): void;
  combineRows(square: number, panel: number, target: number, depth: number, size: number): void;
}

/** The kernels of assembly/multiply.ts in plain code: the same sums in the same order, for machines without four-lane WebAssembly. */
export function plainKernels(all: Float32Array): MultiplyKernels {
  const { fround } = Math;
  return {
    subtractLower(matrix, size, left, right, depth, from, to) {
      for (let row = from; row < to; row++) {
        const leftAt = (left >> 2) + (row & ~3) * depth + (row & 3);
        for (let column = 0; column <= row; column++) {
          const rightAt = (right >> 2) + (column & ~7) * depth + (column & 7);
          let sum = 0;
          for (let k = 0; k < depth; k++) sum = fround(sum + fround(all[leftAt + 4 * k]! * all[rightAt + 8 * k]!));
          all[(matrix >> 2) + row * size + column]! -= sum;
        }
      }
    },
    combineRows(square, panel, target, depth, size) {
      for (let row = 0; row < depth; row++) {
        for (let column = 0; column < size; column++) {
          let sum = 0;
          for (let k = 0; k < depth; k++)
            sum = fround(sum + fround(all[(square >> 2) + row * depth + k]! * all[(panel >> 2) + k * size + column]!));
          all[(target >> 2) + row * size + column] = sum;
        }
      }
    },
  };
}
