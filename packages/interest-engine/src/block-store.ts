/**
 * Many small blocks of bytes in few large buffers: an ArrayBuffer of its own for each would cost a fifth more, and
 * taking and freeing them by the thousand would leave the memory of the process in shreds. A handle is a number.
 */
export interface BlockStore {
  /** A block of at least so many bytes, with whatever stood in it before; it begins on a multiple of 8. */
  take(bytes: number): number;
  free(handle: number): void;
  bufferOf(handle: number): ArrayBuffer;
  startOf(handle: number): number;
}

const pageBytes = 2 ** 18;
const stepBytes = 256;
/** Larger blocks have a page of their own. */
const largestShared = 2 ** 14;
/** More than the blocks of any page. */
const handlesPerPage = pageBytes / stepBytes;

export function createBlockStore(): BlockStore {
  const pages: ArrayBuffer[] = [];
  /** By page: the size of its blocks. */
  const sizes: number[] = [];
  /** By size: handles that are free. */
  const free = new Map<number, number[]>();

  const openPage = (size: number): number[] => {
    const page = pages.length;
    pages.push(new ArrayBuffer(Math.max(pageBytes, size)));
    sizes.push(size);
    const handles = free.get(size) ?? [];
    free.set(size, handles);
    const count = size > largestShared ? 1 : Math.floor(pageBytes / size);
    for (let block = count - 1; block >= 0; block--) handles.push(page * handlesPerPage + block);
    return handles;
  };
  const pageOf = (handle: number): number => Math.floor(handle / handlesPerPage);

  return {
    take(bytes) {
      const step = bytes > largestShared ? pageBytes : stepBytes;
      const size = Math.max(step, Math.ceil(bytes / step) * step);
      const handles = free.get(size);
      return (handles?.length ? handles : openPage(size)).pop()!;
    },
    free(handle) {
      free.get(sizes[pageOf(handle)]!)!.push(handle);
    },
    bufferOf: (handle) => pages[pageOf(handle)]!,
    startOf: (handle) => (handle % handlesPerPage) * sizes[pageOf(handle)]!,
  };
}
