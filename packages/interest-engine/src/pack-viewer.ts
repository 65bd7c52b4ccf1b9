import { type Leaning, strengthOfMask, type Touch, type ViewerState } from './viewer-state.ts';

/**
 * A viewer as one block of numbers: a tenth of the memory of the objects, and the form in which viewers stand in a
 * snapshot. Nothing is rounded: unpacking gives back exactly what was packed. A new field of a touch or leaning must be
 * added here, or it is lost when the viewer is put aside. A block begins on a multiple of 8 bytes.
 */
export interface PackedViewer {
  readonly buffer: ArrayBuffer;
  readonly start: number;
}

/** Lengths in front: switch, touches, leanings, edits, refused, purchases, interests. */
const headLength = 7;
/** Signals take the lower bits of a mask; what was paired lies above them: a strength in twentieths plus 20, or no say at all. */
const maskBits = 26;
const maskOnly = 2 ** maskBits - 1;
const steps = 20;
const unpaired = 63;

const pairedCode = (paired: number | null): number => (paired === null ? unpaired : Math.round(paired * steps) + steps);
const pairedOf = (code: number): number | null => (code === unpaired ? null : (code - steps) / steps);

const editCode = { none: 0, pinned: 1, blocked: 2 } as const;
const leaningFloats = 5;
const interestFloats = 3;

interface Lengths {
  readonly touches: number;
  readonly leanings: number;
  readonly edits: number;
  readonly refused: number;
  readonly purchases: number;
  readonly interests: number;
}

/** Integers first, then 32 bit floats, padded to a multiple of 8 bytes, then 64 bit numbers. */
function layoutOf({ touches, leanings, edits, refused, purchases, interests }: Lengths) {
  const integers = headLength + 2 * touches + leanings + 2 * edits + refused + 2 * purchases + interests;
  const floats = leaningFloats * leanings + interestFloats * interests;
  const numbersAt = 8 * Math.ceil((4 * (integers + floats)) / 8);
  const numbers = touches + leanings + edits + purchases + interests;
  return { integers, floats, floatsAt: 4 * integers, numbersAt, numbers, bytes: numbersAt + 8 * numbers };
}

const lengthsOfViewer = ({ touches, leanings, interests, edited, refused, purchases }: ViewerState): Lengths => ({
  touches: touches.length,
  leanings: leanings.size,
  edits: edited.size,
  refused: refused.size,
  purchases: purchases.size,
  interests: interests.size,
});

/** Bytes that a viewer takes when packed; a multiple of 8. */
export const packedBytes = (viewer: ViewerState): number => layoutOf(lengthsOfViewer(viewer)).bytes;

/** Writes a viewer into a block with room for it, all of it, so that equal viewers are equal bytes. */
export function packViewer(viewer: ViewerState, { buffer, start }: PackedViewer): void {
  const { touches, leanings, edited, refused, purchases, interests } = viewer;
  const layout = layoutOf(lengthsOfViewer(viewer));
  const integers = new Int32Array(buffer, start, layout.integers);
  const floats = new Float32Array(buffer, start + layout.floatsAt, (layout.numbersAt - layout.floatsAt) / 4);
  const numbers = new Float64Array(buffer, start + layout.numbersAt, layout.numbers);
  floats[layout.floats] = 0;
  integers.set([
    viewer.personalised ? 1 : 0,
    touches.length,
    leanings.size,
    edited.size,
    refused.size,
    purchases.size,
    interests.size,
  ]);
  let i = headLength;
  let f = 0;
  let n = 0;
  for (const touch of touches) {
    integers[i++] = touch.slot;
    integers[i++] = touch.mask | (pairedCode(touch.paired) << maskBits);
    numbers[n++] = touch.at;
  }
  for (const [entity, leaning] of leanings) {
    integers[i++] = entity;
    floats[f++] = leaning.seen;
    floats[f++] = leaning.watched;
    floats[f++] = leaning.engaged;
    floats[f++] = leaning.clicked;
    floats[f++] = leaning.bought;
    numbers[n++] = leaning.at;
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
  for (const [category, { open, asleep, woken, at }] of interests) {
    integers[i++] = category;
    floats[f++] = open;
    floats[f++] = asleep;
    floats[f++] = woken;
    numbers[n++] = at;
  }
}

function lengthsOf({ buffer, start }: PackedViewer): Lengths {
  const head = new Int32Array(buffer, start, headLength);
  return {
    touches: head[1]!,
    leanings: head[2]!,
    edits: head[3]!,
    refused: head[4]!,
    purchases: head[5]!,
    interests: head[6]!,
  };
}

export function unpackViewer(packed: PackedViewer): ViewerState {
  const lengths = lengthsOf(packed);
  const layout = layoutOf(lengths);
  const { buffer, start } = packed;
  const integers = new Int32Array(buffer, start, layout.integers);
  const floats = new Float32Array(buffer, start + layout.floatsAt, layout.floats);
  const numbers = new Float64Array(buffer, start + layout.numbersAt, layout.numbers);
  let i = headLength;
  let f = 0;
  let n = 0;
  const touches: Touch[] = [];
  for (let index = 0; index < lengths.touches; index++) {
    const slot = integers[i++]!;
    const packedMask = integers[i++]!;
    const mask = packedMask & maskOnly;
    const paired = pairedOf(packedMask >>> maskBits);
    touches.push({ slot, mask, at: numbers[n++]!, strength: strengthOfMask(mask), paired });
  }
  const leanings = new Map<number, Leaning>();
  for (let index = 0; index < lengths.leanings; index++) {
    leanings.set(integers[i++]!, {
      seen: floats[f]!,
      watched: floats[f + 1]!,
      engaged: floats[f + 2]!,
      clicked: floats[f + 3]!,
      bought: floats[f + 4]!,
      at: numbers[n++]!,
    });
    f += leaningFloats;
  }
  const edited: ViewerState['edited'] = new Map();
  for (let index = 0; index < lengths.edits; index++) {
    const entity = integers[i++]!;
    const code = integers[i++]!;
    const state = code === editCode.pinned ? 'pinned' : code === editCode.blocked ? 'blocked' : null;
    edited.set(entity, { weight: numbers[n++]!, state });
  }
  const refused = new Set<number>();
  for (let index = 0; index < lengths.refused; index++) refused.add(integers[i++]!);
  const purchases: ViewerState['purchases'] = new Map();
  for (let index = 0; index < lengths.purchases; index++) {
    const slot = integers[i++]!;
    purchases.set(slot, { count: integers[i++]!, at: numbers[n++]! });
  }
  const interests: ViewerState['interests'] = new Map();
  for (let index = 0; index < lengths.interests; index++) {
    const category = integers[i++]!;
    interests.set(category, {
      open: floats[f]!,
      asleep: floats[f + 1]!,
      woken: floats[f + 2]!,
      at: numbers[n++]!,
    });
    f += interestFloats;
  }
  return { touches, leanings, interests, edited, refused, purchases, personalised: integers[0] === 1 };
}

/** Bytes of a packed viewer. */
export const bytesOfPacked = (packed: PackedViewer): number => layoutOf(lengthsOf(packed)).bytes;

/** Whether a packed viewer met, refused or bought any of the items, without unpacking. */
export function packedMeets(packed: PackedViewer, slots: ReadonlySet<number>): boolean {
  const lengths = lengthsOf(packed);
  const integers = new Int32Array(packed.buffer, packed.start, layoutOf(lengths).integers);
  const touchEnd = headLength + 2 * lengths.touches;
  for (let index = headLength; index < touchEnd; index += 2) if (slots.has(integers[index]!)) return true;
  const refusedStart = touchEnd + lengths.leanings + 2 * lengths.edits;
  const refusedEnd = refusedStart + lengths.refused;
  for (let index = refusedStart; index < refusedEnd; index++) if (slots.has(integers[index]!)) return true;
  const purchasesEnd = refusedEnd + 2 * lengths.purchases;
  for (let index = refusedEnd; index < purchasesEnd; index += 2) if (slots.has(integers[index]!)) return true;
  return false;
}

/** Whether a packed viewer leans to any of the entities or edited one, without unpacking. */
export function packedLeans(packed: PackedViewer, entities: ReadonlySet<number>): boolean {
  const lengths = lengthsOf(packed);
  const integers = new Int32Array(packed.buffer, packed.start, layoutOf(lengths).integers);
  const leaningsAt = headLength + 2 * lengths.touches;
  const editsAt = leaningsAt + lengths.leanings;
  for (let index = leaningsAt; index < editsAt; index++) if (entities.has(integers[index]!)) return true;
  const editsEnd = editsAt + 2 * lengths.edits;
  for (let index = editsAt; index < editsEnd; index += 2) if (entities.has(integers[index]!)) return true;
  const interestsAt = editsEnd + lengths.refused + 2 * lengths.purchases;
  for (let index = 0; index < lengths.interests; index++) if (entities.has(integers[interestsAt + index]!)) return true;
  return false;
}
