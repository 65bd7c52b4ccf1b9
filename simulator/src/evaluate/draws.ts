/**
 * Common random numbers: a draw depends on the seed and on what it is for, never on what was drawn before. So the same
 * person meets the same luck with the same clip on the same day, whichever policy put it there.
 */
export interface Draws {
  /** In [0, 1), by purpose and up to three whole numbers. */
  unit(purpose: Purpose, first: number, second?: number, third?: number): number;
  /** Mean 0, deviation 1. */
  normal(purpose: Purpose, first: number, second?: number, third?: number): number;
}

/** What a draw is for; each has its own stream. */
export const purposes = {
  persona: 1,
  interest: 2,
  latent: 3,
  activity: 4,
  budget: 5,
  strictness: 6,
  tagTaste: 7,
  drift: 8,
  visit: 9,
  visitTime: 10,
  nextPage: 11,
  watch: 12,
  watchShare: 13,
  skip: 14,
  click: 15,
  buy: 16,
  like: 17,
  comment: 18,
  favourite: 19,
  share: 20,
  follow: 21,
  cart: 22,
  refuse: 23,
  awaken: 24,
  wants: 25,
  shop: 30,
  shopKind: 31,
  shopQuality: 32,
  shopHome: 33,
  product: 34,
  productPrice: 35,
  productQuality: 36,
  productAppeal: 37,
  creator: 40,
  creatorSkill: 41,
  creatorHome: 42,
  clip: 43,
  clipGoods: 44,
  clipPick: 45,
  clipTags: 46,
  clipHook: 47,
  clipDuration: 48,
  clipDay: 49,
  copy: 50,
  dispatch: 60,
  transit: 61,
  receive: 62,
  felt: 63,
  rate: 64,
  complain: 65,
  sendBack: 66,
  noReason: 67,
  detect: 68,
  detectDay: 69,
  cancel: 70,
  noticeFake: 71,
  impulse: 72,
  history: 80,
  historyPick: 81,
  fakeTrade: 82,
  randomPolicy: 90,
} as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

/** Two whole numbers to one, well mixed, unsigned 32 bits. */
export function mix32(first: number, second: number): number {
  let mixed = Math.imul(first ^ 0x9e3779b1, 0x85ebca6b) ^ Math.imul(second ^ 0x7f4a7c15, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

export function createDraws(seed: number): Draws {
  const start = mix32(seed, 0x51ed270b);
  const bits = (purpose: number, first: number, second: number, third: number): number =>
    mix32(mix32(mix32(mix32(start, purpose), first), second), third);
  return {
    unit: (purpose, first, second = 0, third = 0) => bits(purpose, first, second, third) / 4_294_967_296,
    normal(purpose, first, second = 0, third = 0) {
      const own = bits(purpose, first, second, third);
      const radius = Math.sqrt(-2 * Math.log((own + 0.5) / 4_294_967_296));
      return radius * Math.cos((2 * Math.PI * mix32(own, 0x1b873593)) / 4_294_967_296);
    },
  };
}
