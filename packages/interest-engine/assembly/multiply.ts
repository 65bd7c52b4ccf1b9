// The inner loops of dense linear algebra, four floats at a time: compiled to WebAssembly by scripts/build-wasm.ts.
// Sums go in one fixed order, so that src/ease/plain-multiply.ts gives the same bits.

/**
 * matrix[i][j] -= sum over k of left[k][i] * right[k][j], for the rows from `rowFrom` to `rowTo` and the columns from 0 to the row's own
 * tile: the lower triangle. `left` and `right` are packed: tiles of four columns (left) and eight columns (right), each tile depth x width.
 * All addresses in bytes; the size, `rowFrom` and `rowTo` are multiples of eight.
 */
export function subtractLower(matrix: usize, size: i32, left: usize, right: usize, depth: i32, rowFrom: i32, rowTo: i32): void {
  for (let row = rowFrom; row < rowTo; row += 4) {
    const leftTile = left + (<usize>row * <usize>depth << 2);
    for (let column = 0; column <= row; column += 8) {
      let a = leftTile;
      let b = right + (<usize>column * <usize>depth << 2);
      let s00 = f32x4.splat(0);
      let s01 = f32x4.splat(0);
      let s10 = f32x4.splat(0);
      let s11 = f32x4.splat(0);
      let s20 = f32x4.splat(0);
      let s21 = f32x4.splat(0);
      let s30 = f32x4.splat(0);
      let s31 = f32x4.splat(0);
      for (let k = 0; k < depth; k++) {
        const b0 = v128.load(b);
        const b1 = v128.load(b, 16);
        const a0 = v128.load32_splat(a);
        s00 = f32x4.add(s00, f32x4.mul(a0, b0));
        s01 = f32x4.add(s01, f32x4.mul(a0, b1));
        const a1 = v128.load32_splat(a, 4);
        s10 = f32x4.add(s10, f32x4.mul(a1, b0));
        s11 = f32x4.add(s11, f32x4.mul(a1, b1));
        const a2 = v128.load32_splat(a, 8);
        s20 = f32x4.add(s20, f32x4.mul(a2, b0));
        s21 = f32x4.add(s21, f32x4.mul(a2, b1));
        const a3 = v128.load32_splat(a, 12);
        s30 = f32x4.add(s30, f32x4.mul(a3, b0));
        s31 = f32x4.add(s31, f32x4.mul(a3, b1));
        a += 16;
        b += 32;
      }
      const stride = <usize>size << 2;
      let at = matrix + <usize>row * stride + (<usize>column << 2);
      v128.store(at, f32x4.sub(v128.load(at), s00));
      v128.store(at, f32x4.sub(v128.load(at, 16), s01), 16);
      at += stride;
      v128.store(at, f32x4.sub(v128.load(at), s10));
      v128.store(at, f32x4.sub(v128.load(at, 16), s11), 16);
      at += stride;
      v128.store(at, f32x4.sub(v128.load(at), s20));
      v128.store(at, f32x4.sub(v128.load(at, 16), s21), 16);
      at += stride;
      v128.store(at, f32x4.sub(v128.load(at), s30));
      v128.store(at, f32x4.sub(v128.load(at, 16), s31), 16);
    }
  }
}

/** target[k] = sum over l of square[k][l] * panel[l], for `depth` rows of `size` floats; the size is a multiple of sixteen. */
export function combineRows(square: usize, panel: usize, target: usize, depth: i32, size: i32): void {
  const stride = <usize>size << 2;
  for (let column = 0; column < size; column += 16) {
    for (let row = 0; row < depth; row++) {
      let factor = square + (<usize>(row * depth) << 2);
      let at = panel + (<usize>column << 2);
      let s0 = f32x4.splat(0);
      let s1 = f32x4.splat(0);
      let s2 = f32x4.splat(0);
      let s3 = f32x4.splat(0);
      for (let k = 0; k < depth; k++) {
        const f = v128.load32_splat(factor);
        s0 = f32x4.add(s0, f32x4.mul(f, v128.load(at)));
        s1 = f32x4.add(s1, f32x4.mul(f, v128.load(at, 16)));
        s2 = f32x4.add(s2, f32x4.mul(f, v128.load(at, 32)));
        s3 = f32x4.add(s3, f32x4.mul(f, v128.load(at, 48)));
        factor += 4;
        at += stride;
      }
      const out = target + <usize>row * stride + (<usize>column << 2);
      v128.store(out, s0);
      v128.store(out, s1, 16);
      v128.store(out, s2, 32);
      v128.store(out, s3, 48);
    }
  }
}
