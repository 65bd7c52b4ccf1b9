import { type PackedViewer, packedLeans, packedMeets, packViewer, unpackViewer } from './pack-viewer.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';
import { forgetEntitiesOf, forgetItemsOf, type ViewerState } from './viewer-state.ts';

/**
 * All viewers, least recently active first. Those of the moment are objects; the others lie packed and are unpacked when
 * asked for. So hold a viewer only as long as one call lasts: what is changed on one that was put aside is lost.
 */
export interface ViewerStore {
  readonly size: number;
  get(viewerId: string): ViewerState | undefined;
  /** Makes a viewer, new or known, the most recently active. */
  set(viewerId: string, viewer: ViewerState): void;
  delete(viewerId: string): boolean;
  /** The one silent for longest. */
  oldest(): string | undefined;
  /** From the most recently active back. Reads only. */
  latest(most: number): Iterable<readonly [viewerId: string, viewer: ViewerState]>;
  /** Takes items out of every history, for numbers that go to other items. Reads all viewers: do many at once. */
  forgetItems(slots: ReadonlySet<number>): void;
  /** The same for categories, tags, authors and shops. */
  forgetEntities(entities: ReadonlySet<number>): void;
  save(writer: SnapshotWriter): void;
}

/** Viewers kept as objects: some 50 MB. */
const unpackedMax = 4096;

export function createViewerStore(saved?: SnapshotReader): ViewerStore {
  /** Null: the viewer is among the unpacked. */
  const all = new Map<string, PackedViewer | null>();
  const unpacked = new Map<string, ViewerState>();
  if (saved) {
    const lengths = saved.u32('viewers.lengths');
    const bytes = saved.u8('viewers.packed').buffer;
    let start = 0;
    for (const [index, id] of saved.json<string[]>('viewers.ids').entries()) {
      all.set(id, bytes.slice(start, start + lengths[index]!));
      start += lengths[index]!;
    }
  }

  /** In the order of unpacking, as a ring; a Map that loses its first member again and again gets slow at finding it. */
  const ring: (string | undefined)[] = [];
  let next = 0;
  const putAside = (viewerId: string): void => {
    const viewer = unpacked.get(viewerId);
    if (!viewer) return;
    unpacked.delete(viewerId);
    all.set(viewerId, packViewer(viewer));
  };
  const keepUnpacked = (viewerId: string, viewer: ViewerState): void => {
    const isNew = !unpacked.has(viewerId);
    all.set(viewerId, null);
    if (isNew) {
      const idle = ring[next];
      if (idle !== undefined) putAside(idle);
      ring[next] = viewerId;
      next = (next + 1) % unpackedMax;
    }
    unpacked.set(viewerId, viewer);
  };

  const changeAll = (isMet: (packed: PackedViewer) => boolean, change: (viewer: ViewerState) => void): void => {
    for (const viewer of unpacked.values()) change(viewer);
    for (const [id, held] of all) {
      if (held === null || !isMet(held)) continue;
      const viewer = unpackViewer(held);
      change(viewer);
      all.set(id, packViewer(viewer));
    }
  };

  return {
    get size() {
      return all.size;
    },
    get(viewerId) {
      const held = all.get(viewerId);
      if (held === undefined) return undefined;
      if (held === null) return unpacked.get(viewerId);
      const viewer = unpackViewer(held);
      keepUnpacked(viewerId, viewer);
      return viewer;
    },
    set(viewerId, viewer) {
      all.delete(viewerId);
      keepUnpacked(viewerId, viewer);
    },
    delete(viewerId) {
      unpacked.delete(viewerId);
      return all.delete(viewerId);
    },
    oldest() {
      for (const [viewerId] of all) return viewerId;
      return undefined;
    },
    *latest(most) {
      const ids = [...all.keys()];
      for (let index = ids.length - 1; index >= Math.max(0, ids.length - most); index--) {
        const id = ids[index]!;
        const held = all.get(id);
        yield [id, held ? unpackViewer(held) : unpacked.get(id)!];
      }
    },
    forgetItems: (slots) =>
      changeAll(
        (packed) => packedMeets(packed, slots),
        (viewer) => forgetItemsOf(viewer, slots),
      ),
    forgetEntities: (entities) =>
      changeAll(
        (packed) => packedLeans(packed, entities),
        (viewer) => forgetEntitiesOf(viewer, entities),
      ),
    save(writer) {
      const blocks = [...all].map(([id, held]) => held ?? packViewer(unpacked.get(id)!));
      const packed = new Uint8Array(blocks.reduce((sum, block) => sum + block.byteLength, 0));
      let start = 0;
      for (const block of blocks) {
        packed.set(new Uint8Array(block), start);
        start += block.byteLength;
      }
      writer.json('viewers.ids', [...all.keys()]);
      writer.section(
        'viewers.lengths',
        Uint32Array.from(blocks, (block) => block.byteLength),
      );
      writer.section('viewers.packed', packed);
    },
  };
}
