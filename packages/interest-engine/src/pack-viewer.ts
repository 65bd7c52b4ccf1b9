import type { Leaning, Touch, ViewerState } from './viewer-state.ts';

/**
 * A viewer as one block of numbers: a tenth of the memory of the objects, and the form in which viewers stand in a
 * snapshot. Nothing is rounded: unpacking gives back exactly what was packed. A new field of a touch or leaning must be
 * added to its columns here, or it is lost when the viewer is put aside.
 */
export type PackedViewer = ArrayBuffer;

const touchNumbers = ['at', 'strength'] as const satisfies readonly (keyof Touch)[];
const leaningNumbers = [
  'seen',
  'watched',
  'engaged',
  'clicked',
  'bought',
  'at',
] as const satisfies readonly (keyof Leaning)[];

const headLength = 6;
/** Stands for "has no say in co-occurrence"; a strength is never below -1. */
const unpaired = -2;
const editCode = { none: 0, pinned: 1, blocked: 2 } as const;

const integersOf = (touches: number, leanings: number, edits: number, refused: number, purchases: number): number => {
  const count = headLength + 2 * touches + leanings + 2 * edits + refused + 2 * purchases;
  return count + (count % 2);
};

export function packViewer(viewer: ViewerState): PackedViewer {
  const { touches, leanings, edited, refused, purchases } = viewer;
  const integerCount = integersOf(touches.length, leanings.size, edited.size, refused.size, purchases.size);
  const numberCount =
    (touchNumbers.length + 1) * touches.length + leaningNumbers.length * leanings.size + edited.size + purchases.size;
  const packed = new ArrayBuffer(4 * integerCount + 8 * numberCount);
  const integers = new Int32Array(packed, 0, integerCount);
  const numbers = new Float64Array(packed, 4 * integerCount, numberCount);
  integers[0] = viewer.personalised ? 1 : 0;
  integers[1] = touches.length;
  integers[2] = leanings.size;
  integers[3] = edited.size;
  integers[4] = refused.size;
  integers[5] = purchases.size;
  let i = headLength;
  let n = 0;
  for (const touch of touches) {
    integers[i++] = touch.slot;
    integers[i++] = touch.mask;
    for (const column of touchNumbers) numbers[n++] = touch[column];
    numbers[n++] = touch.paired ?? unpaired;
  }
  for (const [entity, leaning] of leanings) {
    integers[i++] = entity;
    for (const column of leaningNumbers) numbers[n++] = leaning[column];
  }
  for (const [entity, { weight, state }] of edited) {
    integers[i++] = entity;
    integers[i++] = editCode[state ?? 'none'];
    numbers[n++] = weight;
  }
  for (const slot of refused) integers[i++] = slot;
  for (const [slot, { at, count }] of purchases) {
    integers[i++] = slot;
    integers[i++] = count;
    numbers[n++] = at;
  }
  return packed;
}

export function unpackViewer(packed: PackedViewer): ViewerState {
  const head = new Int32Array(packed, 0, headLength);
  const personalised = head[0] === 1;
  const [touchCount, leaningCount, editCount, refusedCount, purchaseCount] = [
    head[1]!,
    head[2]!,
    head[3]!,
    head[4]!,
    head[5]!,
  ];
  const integerCount = integersOf(touchCount, leaningCount, editCount, refusedCount, purchaseCount);
  const integers = new Int32Array(packed, 0, integerCount);
  const numbers = new Float64Array(packed, 4 * integerCount);
  let i = headLength;
  let n = 0;
  const touches: Touch[] = [];
  for (let index = 0; index < touchCount; index++) {
    const slot = integers[i++]!;
    const mask = integers[i++]!;
    const at = numbers[n++]!;
    const strength = numbers[n++]!;
    const paired = numbers[n++]!;
    touches.push({ slot, mask, at, strength, paired: paired === unpaired ? null : paired });
  }
  const leanings = new Map<number, Leaning>();
  for (let index = 0; index < leaningCount; index++) {
    leanings.set(integers[i++]!, {
      seen: numbers[n]!,
      watched: numbers[n + 1]!,
      engaged: numbers[n + 2]!,
      clicked: numbers[n + 3]!,
      bought: numbers[n + 4]!,
      at: numbers[n + 5]!,
    });
    n += leaningNumbers.length;
  }
  const edited: ViewerState['edited'] = new Map();
  for (let index = 0; index < editCount; index++) {
    const entity = integers[i++]!;
    const code = integers[i++]!;
    const state = code === editCode.pinned ? 'pinned' : code === editCode.blocked ? 'blocked' : null;
    edited.set(entity, { weight: numbers[n++]!, state });
  }
  const refused = new Set<number>();
  for (let index = 0; index < refusedCount; index++) refused.add(integers[i++]!);
  const purchases: ViewerState['purchases'] = new Map();
  for (let index = 0; index < purchaseCount; index++) {
    const slot = integers[i++]!;
    purchases.set(slot, { count: integers[i++]!, at: numbers[n++]! });
  }
  return { touches, leanings, edited, refused, purchases, personalised };
}

/** Whether a packed viewer met, refused or bought any of the items, without unpacking. */
export function packedMeets(packed: PackedViewer, slots: ReadonlySet<number>): boolean {
  const integers = new Int32Array(packed);
  const touchEnd = headLength + 2 * integers[1]!;
  for (let index = headLength; index < touchEnd; index += 2) if (slots.has(integers[index]!)) return true;
  const refusedStart = touchEnd + integers[2]! + 2 * integers[3]!;
  const refusedEnd = refusedStart + integers[4]!;
  for (let index = refusedStart; index < refusedEnd; index++) if (slots.has(integers[index]!)) return true;
  const purchasesEnd = refusedEnd + 2 * integers[5]!;
  for (let index = refusedEnd; index < purchasesEnd; index += 2) if (slots.has(integers[index]!)) return true;
  return false;
}
