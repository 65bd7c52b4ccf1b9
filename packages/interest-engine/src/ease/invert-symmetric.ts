import { multiplyModule } from './multiply-module.ts';
import { type MultiplyKernels, plainKernels } from './plain-multiply.ts';

/** Rows and columns swept at once; sizes are rounded up to a multiple. */
const blockSize = 64;

let compiled: WebAssembly.Module | null | undefined;

function moduleOrNull(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  try {
    compiled = new WebAssembly.Module(Uint8Array.from(atob(multiplyModule), (letter) => letter.charCodeAt(0)));
  } catch {
    compiled = null;
  }
  return compiled;
}

/** A square matrix being inverted: fill the lower triangle through `at`, then call `invert` once. */
export interface SymmetricMatrix {
  readonly size: number;
  /** Floats from one row to the next. */
  readonly stride: number;
  /** Row-major; only entries with column <= row are read. */
  readonly entries: Float32Array;
  /** Puts the negative inverse in place of a positive definite matrix, both triangles. @throws RangeError when it is not one. */
  invert(): void;
}

/**
 * Room for a symmetric positive definite matrix in single precision. Inversion sweeps blocks of 64 rows: about size³
 * multiplications and additions, in WebAssembly with four lanes, or the same bits in plain code where that is missing.
 */
export function createSymmetricMatrix(size: number, options: { plain?: boolean } = {}): SymmetricMatrix {
  const stride = Math.max(1, Math.ceil(size / blockSize)) * blockSize;
  const panelFloats = stride * blockSize;
  const floats = stride * stride + 4 * panelFloats + blockSize * blockSize;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((floats * 4) / 65_536) + 1 });
  const all = new Float32Array(memory.buffer);
  const module = options.plain ? null : moduleOrNull();
  const kernels: MultiplyKernels = module
    ? (new WebAssembly.Instance(module, { env: { memory, abort: () => {} } }).exports as unknown as MultiplyKernels)
    : plainKernels(all);
  const entries = all.subarray(0, stride * stride);
  for (let index = size; index < stride; index++) entries[index * stride + index] = 1;
  return { size, stride, entries, invert: () => sweepAll(all, stride, kernels) };
}

function sweepAll(all: Float32Array, stride: number, kernels: MultiplyKernels): void {
  const panelFloats = stride * blockSize;
  const panelAt = stride * stride;
  const productAt = panelAt + panelFloats;
  const leftAt = productAt + panelFloats;
  const rightAt = leftAt + panelFloats;
  const squareAt = rightAt + panelFloats;
  for (let block = 0; block < stride; block += blockSize) {
    const pivot = gather(all, stride, block, panelAt);
    invertSmall(pivot);
    all.set(pivot, squareAt);
    kernels.combineRows(4 * squareAt, 4 * panelAt, 4 * productAt, blockSize, stride);
    pack(all, panelAt, leftAt, stride, 4);
    pack(all, productAt, rightAt, stride, 8);
    kernels.subtractLower(0, stride, 4 * leftAt, 4 * rightAt, blockSize, 0, stride);
    scatter(all, stride, block, productAt, pivot);
  }
  for (let row = 0; row < stride; row++)
    for (let column = 0; column < row; column++) all[column * stride + row] = all[row * stride + column]!;
}

/** Copies the block's rows into the panel, zero within the block itself, which is returned in double precision. */
function gather(all: Float32Array, stride: number, block: number, panelAt: number): Float64Array {
  const pivot = new Float64Array(blockSize * blockSize);
  for (let k = 0; k < blockSize; k++) {
    const row = (block + k) * stride;
    const target = panelAt + k * stride;
    all.copyWithin(target, row, row + block);
    all.fill(0, target + block, target + block + blockSize);
    for (let l = 0; l <= k; l++) pivot[k * blockSize + l] = pivot[l * blockSize + k] = all[row + block + l]!;
  }
  for (let row = block + blockSize; row < stride; row++)
    for (let k = 0; k < blockSize; k++) all[panelAt + k * stride + row] = all[row * stride + block + k]!;
  return pivot;
}

function scatter(all: Float32Array, stride: number, block: number, productAt: number, pivot: Float64Array): void {
  for (let k = 0; k < blockSize; k++) {
    const row = (block + k) * stride;
    const source = productAt + k * stride;
    all.copyWithin(row, source, source + block);
    for (let l = 0; l < blockSize; l++) all[row + block + l] = -pivot[k * blockSize + l]!;
  }
  for (let row = block + blockSize; row < stride; row++)
    for (let k = 0; k < blockSize; k++) all[row * stride + block + k] = all[productAt + k * stride + row]!;
}

/** Rows of floats -> tiles of `width` columns, so that the kernel reads in order. */
function pack(all: Float32Array, source: number, target: number, stride: number, width: number): void {
  for (let k = 0; k < blockSize; k++) {
    const row = source + k * stride;
    let to = target + k * width;
    for (let column = 0; column < stride; column += width, to += blockSize * width)
      for (let lane = 0; lane < width; lane++) all[to + lane] = all[row + column + lane]!;
  }
}

/** Inverts a block in place by sweeping its columns one by one. */
function invertSmall(pivot: Float64Array): void {
  for (let k = 0; k < blockSize; k++) {
    const diagonal = pivot[k * blockSize + k]!;
    if (!(diagonal > 0)) throw new RangeError('The matrix is not positive definite.');
    const column = new Float64Array(blockSize);
    for (let i = 0; i < blockSize; i++) column[i] = pivot[i * blockSize + k]!;
    for (let i = 0; i < blockSize; i++) {
      if (i === k) continue;
      const factor = column[i]! / diagonal;
      for (let j = 0; j < blockSize; j++) if (j !== k) pivot[i * blockSize + j]! -= factor * column[j]!;
    }
    for (let i = 0; i < blockSize; i++) {
      pivot[i * blockSize + k] = pivot[k * blockSize + i] = column[i]! / diagonal;
    }
    pivot[k * blockSize + k] = -1 / diagonal;
  }
  for (let index = 0; index < pivot.length; index++) pivot[index] = -pivot[index]!;
}
