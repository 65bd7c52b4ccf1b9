import { type FileHandle, open } from 'node:fs/promises';
import { imageLimits, videoLimits } from './limits.ts';
import { MediaRefused } from './refusal.ts';

/** The demuxer a file is opened with: decided by its first bytes, never by its name and never guessed by the demuxer. */
export type VideoContainer = 'mov,mp4,m4a,3gp,3g2,mj2' | 'matroska,webm';

const matroskaMagic = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
const movFirstBoxes = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot']);
const boxesMax = 4_096;

/**
 * Says which container a file is, reading only its headers. A playlist, a script, an archive or a picture that is named
 * .mp4 ends here, as does an MP4 whose boxes do not fit the file.
 * @throws MediaRefused
 */
export async function sniffVideo(path: string): Promise<VideoContainer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new MediaRefused('media.empty', 'The file has no content.');
    const head = await readAt(file, 0, 12);
    if (head.subarray(0, 4).equals(matroskaMagic)) return 'matroska,webm';
    if (head.length < 12 || !movFirstBoxes.has(head.toString('latin1', 4, 8))) {
      throw new MediaRefused('media.not_a_video', 'Expected an MP4, MOV, WebM or MKV file.');
    }
    await walkBoxes(file, size);
    return 'mov,mp4,m4a,3gp,3g2,mj2';
  } finally {
    await file.close();
  }
}

/** Reads the top-level boxes of an MP4: each must end inside the file, and the index (`moov`) must be there. */
async function walkBoxes(file: FileHandle, size: number): Promise<void> {
  let offset = 0;
  let hasIndex = false;
  for (let count = 0; offset < size; count += 1) {
    if (count >= boxesMax) throw new MediaRefused('media.damaged', `The file has more than ${boxesMax} parts.`);
    const head = await readAt(file, offset, 16);
    if (head.length < 8) throw new MediaRefused('media.truncated', `The file ends inside a part at byte ${offset}.`);
    const type = head.toString('latin1', 4, 8);
    const bytes = boxBytes(head, size - offset);
    if (bytes === undefined) throw new MediaRefused('media.damaged', `The part at byte ${offset} has no valid length.`);
    if (offset + bytes > size) {
      throw new MediaRefused(
        'media.truncated',
        `The file ends early: ${size} bytes, but its parts need ${offset + bytes}.`,
      );
    }
    if (type === 'moov') {
      hasIndex = true;
      if (bytes > videoLimits.headerBytesMax) {
        throw new MediaRefused('media.header_too_large', `Its index takes ${bytes} bytes.`);
      }
    }
    offset += bytes;
  }
  if (!hasIndex) throw new MediaRefused('media.truncated', 'The index of the video (moov) is missing.');
}

/** Length of a box: 32 bits, or 64 bits when that says 1, or up to the end of the file when it says 0. */
function boxBytes(head: Buffer, rest: number): number | undefined {
  const short = head.readUInt32BE(0);
  if (short === 0) return rest;
  if (short !== 1) return short >= 8 ? short : undefined;
  if (head.length < 16) return undefined;
  const long = head.readBigUInt64BE(8);
  return long >= 16n && long <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(long) : undefined;
}

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/**
 * Says which picture format a file is. Vector pictures are refused: they can carry scripts and references.
 * @throws MediaRefused
 */
export async function sniffImage(path: string): Promise<ImageFormat> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw new MediaRefused('media.empty', 'The file has no content.');
    if (size > imageLimits.fileBytesMax) {
      throw new MediaRefused('media.too_large', `${size} bytes; at most ${imageLimits.fileBytesMax}.`);
    }
    const format = imageFormat(await readAt(file, 0, 32));
    if (!format) throw new MediaRefused('media.not_an_image', 'Expected a JPEG, PNG, WebP, AVIF or GIF picture.');
    return format;
  } finally {
    await file.close();
  }
}

function imageFormat(head: Buffer): ImageFormat | undefined {
  const text = head.toString('latin1');
  if (head.readUIntBE(0, Math.min(3, head.length)) === 0xffd8ff) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.slice(4, 12) === 'ftypavif') return 'avif';
  return undefined;
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
