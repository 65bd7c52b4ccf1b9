import type { ValueComponents } from '@haowu/interest-engine';

const heads = ['watch', 'engage', 'click', 'buy', 'keep', 'deduct', 'harm'] as const;
const floats = heads.length + 6;
const format = 1;

/** What the value formula takes in for each thing of a pool: 13 numbers of 32 bits each. */
export function packComponents(pool: readonly ValueComponents[]): Buffer {
  const bytes = Buffer.alloc(1 + pool.length * floats * 4);
  let at = bytes.writeUInt8(format, 0);
  for (const { heads: chances, priceMinor, ignorance, load, multiplier } of pool) {
    const goods = load.commercial ? 2 : load.goods ? 1 : 0;
    const row = [
      ...heads.map((head) => chances[head]),
      priceMinor,
      ignorance,
      goods,
      load.fatigue,
      load.seen,
      multiplier,
    ];
    for (const number of row) at = bytes.writeFloatLE(number, at);
  }
  return bytes;
}

/** @throws RangeError when the bytes are of another format or cut short. */
export function unpackComponents(bytes: Buffer): ValueComponents[] {
  if (bytes[0] !== format) throw new RangeError(`Packed components of format ${bytes[0]} are not known.`);
  const pool: ValueComponents[] = [];
  for (let at = 1; at < bytes.length; at += floats * 4) {
    const number = (index: number): number => bytes.readFloatLE(at + index * 4);
    const [watch, engage, click, buy, keep, deduct, harm] = heads.map((_head, index) => number(index)) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const rest = heads.length;
    pool.push({
      heads: { watch, engage, click, buy, keep, deduct, harm },
      priceMinor: number(rest),
      ignorance: number(rest + 1),
      load: {
        commercial: number(rest + 2) === 2,
        goods: number(rest + 2) === 1,
        fatigue: number(rest + 3),
        seen: number(rest + 4),
      },
      multiplier: number(rest + 5),
    });
  }
  return pool;
}
