import { createBlockStore } from './block-store.ts';
import {
  bytesOfPacked,
  type PackedViewer,
  packedBytes,
  packedLeans,
  packedMeets,
  packViewer,
  unpackViewer,
} from './pack-viewer.ts';
import type { SnapshotReader, SnapshotWriter } from './snapshot-sections.ts';
import { forgetEntitiesOf, forgetItemsOf, type ViewerState } from './viewer-state.ts';

/**
 * All viewers, least recently active first. Those of the moment are objects; the others lie packed and are unpacked when
 * they do something. So hold a viewer only as long as one call lasts: what is changed on one that was put aside is lost.
 */
export interface ViewerStore {
  readonly size: number;
  /** To learn from: kept as an object for what comes next. */
  get(viewerId: string): ViewerState | undefined;
  /**
   * To read only. One that is packed stays packed and is read from a copy: pages of thousands of viewers would else
   * replace all that are kept, and every one of those would outlive the young generation for nothing.
   */
  read(viewerId: string): ViewerState | undefined;
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

/** Viewers kept as objects: some 60 MB. */
const unpackedMax = 4096;

/** In place of a handle: the viewer is among the unpacked. */
const isUnpacked = -1;

export function createViewerStore(saved?: SnapshotReader): ViewerStore {
  const blocks = createBlockStore();
  /** By id: the handle of the packed viewer. */
  const all = new Map<string, number>();
  const unpacked = new Map<string, ViewerState>();

  const packedAt = (handle: number): PackedViewer => ({
    buffer: blocks.bufferOf(handle),
    start: blocks.startOf(handle),
  });
  const pack = (viewer: ViewerState): number => {
    const handle = blocks.take(packedBytes(viewer));
    packViewer(viewer, packedAt(handle));
    return handle;
  };

  if (saved) {
    const lengths = saved.u32('viewers.lengths');
    const bytes = saved.u8('viewers.packed');
    let start = 0;
    for (const [index, id] of saved.json<string[]>('viewers.ids').entries()) {
      const length = lengths[index]!;
      const handle = blocks.take(length);
      const { buffer, start: at } = packedAt(handle);
      new Uint8Array(buffer, at, length).set(bytes.subarray(start, start + length));
      all.set(id, handle);
      start += length;
    }
  }

  /** Whom `set` made the last of `all`: one person's events come in a row. */
  let latestId: string | undefined;
  /** In the order of unpacking, as a ring; a Map that loses its first member again and again gets slow at finding it. */
  const ring: (string | undefined)[] = [];
  let next = 0;
  const putAside = (viewerId: string): void => {
    const viewer = unpacked.get(viewerId);
    if (!viewer) return;
    unpacked.delete(viewerId);
    all.set(viewerId, pack(viewer));
  };
  const keepUnpacked = (viewerId: string, viewer: ViewerState): void => {
    const isNew = !unpacked.has(viewerId);
    all.set(viewerId, isUnpacked);
    if (isNew) {
      const idle = ring[next];
      if (idle !== undefined) putAside(idle);
      ring[next] = viewerId;
      next = (next + 1) % unpackedMax;
    }
    unpacked.set(viewerId, viewer);
  };
  const dropBlock = (viewerId: string): void => {
    const handle = all.get(viewerId);
    if (handle !== undefined && handle !== isUnpacked) blocks.free(handle);
  };
  const changeAll = (isMet: (packed: PackedViewer) => boolean, change: (viewer: ViewerState) => void): void => {
    for (const viewer of unpacked.values()) change(viewer);
    for (const [id, handle] of all) {
      if (handle === isUnpacked || !isMet(packedAt(handle))) continue;
      const viewer = unpackViewer(packedAt(handle));
      change(viewer);
      blocks.free(handle);
      all.set(id, pack(viewer));
    }
  };

  return {
    get size() {
      return all.size;
    },
    get(viewerId) {
      const handle = all.get(viewerId);
      if (handle === undefined) return undefined;
      if (handle === isUnpacked) return unpacked.get(viewerId);
      const viewer = unpackViewer(packedAt(handle));
      blocks.free(handle);
      keepUnpacked(viewerId, viewer);
      return viewer;
    },
    read(viewerId) {
      const handle = all.get(viewerId);
      if (handle === undefined) return undefined;
      return handle === isUnpacked ? unpacked.get(viewerId) : unpackViewer(packedAt(handle));
    },
    set(viewerId, viewer) {
      if (viewerId === latestId && unpacked.get(viewerId) === viewer) return;
      latestId = viewerId;
      dropBlock(viewerId);
      all.delete(viewerId);
      keepUnpacked(viewerId, viewer);
    },
    delete(viewerId) {
      latestId = undefined;
      dropBlock(viewerId);
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
        const handle = all.get(id)!;
        yield [id, handle === isUnpacked ? unpacked.get(id)! : unpackViewer(packedAt(handle))];
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
      const lengths = Uint32Array.from(all, ([id, handle]) =>
        handle === isUnpacked ? packedBytes(unpacked.get(id)!) : bytesOfPacked(packedAt(handle)),
      );
      const whole = new ArrayBuffer(lengths.reduce((sum, length) => sum + length, 0));
      let start = 0;
      let index = 0;
      for (const [id, handle] of all) {
        const length = lengths[index++]!;
        if (handle === isUnpacked) packViewer(unpacked.get(id)!, { buffer: whole, start });
        else {
          const { buffer, start: from } = packedAt(handle);
          new Uint8Array(whole, start, length).set(new Uint8Array(buffer, from, length));
        }
        start += length;
      }
      writer.json('viewers.ids', [...all.keys()]);
      writer.section('viewers.lengths', lengths);
      writer.section('viewers.packed', new Uint8Array(whole));
    },
  };
}
