import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** One file inside an archive, as the manifest lists it. */
export type Part = { name: string; bytes: number; sha256: string };

/** The file is not whole, not ours, or not what was written. */
export class ArchiveError extends Error {}

const blockBytes = 512;
const nameBytesMax = 100;
/** A part is at most this long: the size field of the tar format has eleven octal digits. */
const partBytesMax = 8 * 1024 ** 3 - 1;
const compressionLevel = 3;

function header(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > nameBytesMax || bytes > partBytesMax)
    throw new RangeError(`${name} does not fit a part`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, 'utf8');
  block.write('0000600\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0', 257);
  block.write('00', 263);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function readHeader(block: Buffer): { name: string; bytes: number } | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const sum = Number.parseInt(block.toString('latin1', 148, 154), 8);
  let actual = 8 * 32;
  for (let index = 0; index < blockBytes; index += 1) if (index < 148 || index >= 156) actual += block[index] ?? 0;
  const bytes = Number.parseInt(block.toString('latin1', 124, 135), 8);
  if (sum !== actual || !Number.isSafeInteger(bytes)) throw new ArchiveError('a part has a broken header');
  return { name: block.toString('utf8', 0, nameBytesMax).replace(/\0.*$/s, ''), bytes };
}

export type ArchiveWriter = {
  add(name: string, content: Buffer): Promise<void>;
  /** Adds the first `bytes` of a file: what is appended meanwhile stays out. */
  addFile(name: string, file: string, bytes: number): Promise<void>;
  parts(): readonly Part[];
  /** Bytes of the archive file; it gets its name only when it is whole on the disk. */
  finish(): Promise<number>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
};

/** A gzip-compressed tar file (`tar tzf` lists it), written beside its place and renamed when whole. @throws when `file` exists. */
export async function createArchive(file: string): Promise<ArchiveWriter> {
  if (existsSync(file)) throw new ArchiveError(`${file} exists already; choose another name`);
  const beside = `${file}.part`;
  const gzip = createGzip({ level: compressionLevel });
  const written: Part[] = [];
  let failure: unknown;
  const flowing = pipeline(gzip, createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true })).catch(
    (error: unknown) => {
      failure = error;
    },
  );
  const send = async (content: Buffer) => {
    if (failure) throw failure;
    if (!gzip.write(content)) await Promise.race([once(gzip, 'drain').catch(() => flowing), flowing]);
    if (failure) throw failure;
  };
  const close = async (name: string, bytes: number, hash: Hash) => {
    const rest = bytes % blockBytes;
    if (rest > 0) await send(Buffer.alloc(blockBytes - rest));
    written.push({ name, bytes, sha256: hash.digest('hex') });
  };
  return {
    parts: () => written,
    async add(name, content) {
      await send(header(name, content.length));
      await send(content);
      await close(name, content.length, createHash('sha256').update(content));
    },
    async addFile(name, source, bytes) {
      await send(header(name, bytes));
      const hash = createHash('sha256');
      let read = 0;
      if (bytes > 0) {
        for await (const chunk of createReadStream(source, { end: bytes - 1 }) as AsyncIterable<Buffer>) {
          read += chunk.length;
          hash.update(chunk);
          await send(chunk);
        }
      }
      if (read !== bytes) throw new ArchiveError(`${source} became shorter while it was read`);
      await close(name, bytes, hash);
    },
    async finish() {
      await send(Buffer.alloc(2 * blockBytes));
      gzip.end();
      await flowing;
      if (failure) throw failure;
      await rename(beside, file);
      return (await stat(file)).size;
    },
    async abandon() {
      gzip.destroy();
      await flowing;
      await rm(beside, { force: true });
    },
  };
}

/** Hands over the content of one part; whatever the reader leaves is skipped. */
export type PartReader = (name: string, bytes: number, content: AsyncIterable<Buffer>) => Promise<void>;

/** A whole part in memory. */
export async function bufferOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Reads an archive from its start and returns what every part was found to be.
 * @throws ArchiveError when it is cut short, altered, or no archive.
 */
export async function readArchive(file: string, onPart: PartReader): Promise<Part[]> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  const bytes = byteReader(source.pipe(gunzip));
  const parts: Part[] = [];
  try {
    for (;;) {
      const found = readHeader(await bytes.exactly(blockBytes));
      if (!found) break;
      const hash = createHash('sha256');
      let left = found.bytes;
      const content = async function* () {
        while (left > 0) {
          const chunk = await bytes.atMost(left);
          left -= chunk.length;
          hash.update(chunk);
          yield chunk;
        }
      };
      await onPart(found.name, found.bytes, content());
      for await (const _rest of content());
      const rest = found.bytes % blockBytes;
      if (rest > 0) await bytes.exactly(blockBytes - rest);
      parts.push({ name: found.name, bytes: found.bytes, sha256: hash.digest('hex') });
    }
    await bytes.toEnd();
    return parts;
  } catch (error) {
    throw explain(error);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

function explain(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_')
    ? new ArchiveError('the compressed data is cut short or altered', { cause: error })
    : error;
}

function byteReader(stream: Readable) {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);
  const atMost = async (count: number): Promise<Buffer> => {
    if (held.length === 0) {
      const { value, done } = await chunks.next();
      if (done || !value) throw new ArchiveError('the file ends too early');
      held = value;
    }
    const taken = held.subarray(0, count);
    held = held.subarray(taken.length);
    return taken;
  };
  return {
    atMost,
    async exactly(count: number): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for (let left = count; left > 0; ) {
        const piece = await atMost(left);
        pieces.push(piece);
        left -= piece.length;
      }
      return Buffer.concat(pieces);
    },
    /** Reads what follows the last part, so that the checksum of the compressed data is compared too. */
    async toEnd(): Promise<void> {
      for (let next = await chunks.next(); !next.done; next = await chunks.next());
    },
  };
}
