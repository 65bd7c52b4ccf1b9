import type { ValueComponents } from '@haowu/interest-engine';

const heads = ['watch', 'engage', 'click', 'buy', 'keep', 'deduct', 'harm'] as const;
/** Numbers of each thing, by format. The first was written before interests had states. */
const floatsOf: Readonly<Record<number, number>> = { 1: heads.length + 6, 2: heads.length + 8 };
const format = 2;

/** What the value formula takes in for each thing of a pool: 15 numbers of 32 bits each. */
export function packComponents(pool: readonly ValueComponents[]): Buffer {
  const bytes = Buffer.alloc(1 + pool.length * floatsOf[format]! * 4);
  let at = bytes.writeUInt8(format, 0);
  for (const { heads: chances, priceMinor, ignorance, load, multiplier, asleep, woken } of pool) {
    const goods = load.commercial ? 2 : load.goods ? 1 : 0;
    const row = [
      ...heads.map((head) => chances[head]),
      priceMinor,
      ignorance,
      goods,
      load.fatigue,
      load.seen,
      multiplier,
      asleep,
      woken,
    ];
    for (const number of row) at = bytes.writeFloatLE(number, at);
  }
  return bytes;
}

/** @throws RangeError when the bytes are of another format or cut short. */
export function unpackComponents(bytes: Buffer): ValueComponents[] {
  const floats = floatsOf[bytes[0] ?? 0];
  if (floats === undefined) throw new RangeError(`Packed components of format ${bytes[0]} are not known.`);
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
      asleep: bytes[0] === 1 ? 0 : number(rest + 6),
      woken: bytes[0] === 1 ? 0 : number(rest + 7),
    });
  }
  return pool;
}
