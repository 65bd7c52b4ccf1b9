/** A seeded source of numbers in [0, 1). The same seed gives the same sequence on every machine. */
export type Random = () => number;

/** FNV-1a over UTF-16 code units, finished with a mixer so that similar texts land far apart. Unsigned 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 53 bits of hash, for remembering ids without keeping their text. */
export function hash53(text: string): number {
  return hash32(text) * 0x200000 + (hash32(`${text.length}|${text}`) >>> 11);
}

/** Mulberry32: small, fast, and good enough for drawing candidates; not for secrets. */
export function createRandom(seedText: string): Random {
  let state = hash32(seedText);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
