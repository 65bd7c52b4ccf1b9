/** Makes the files that tests upload, with Debian's ffmpeg as the third party that made them. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';

/** False when ffmpeg is not installed; tests that need it then skip and say so. */
export const hasFfmpeg = (() => {
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export const ffmpegMissing = 'ffmpeg is not installed (apt install ffmpeg): tests with real video files are skipped';

export function makeFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'haowu-media-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

function ffmpeg(...options: string[]): void {
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...options], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** What ffprobe says about the first picture track. */
export function probe(file: string): { width: number; height: number; durationMs: number; tracks: string[] } {
  const text = execFileSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'stream=codec_name,codec_type,width,height,duration', '-of', 'json', file],
    { encoding: 'utf8' },
  );
  const { streams } = JSON.parse(text) as {
    streams: { codec_name: string; codec_type: string; width?: number; height?: number; duration?: string }[];
  };
  const video = streams.find((stream) => stream.codec_type === 'video');
  return {
    width: video?.width ?? 0,
    height: video?.height ?? 0,
    durationMs: Math.round(Number(video?.duration ?? 0) * 1_000),
    tracks: streams.map((stream) => stream.codec_name),
  };
}

export type ClipOptions = {
  width?: number;
  height?: number;
  seconds?: number;
  framesPerSecond?: number;
  sound?: boolean;
  /** Index at the front, as phones and web exports write it. */
  indexFirst?: boolean;
  /** Turned by a display matrix, as phones do. */
  rotateDegrees?: number;
};

/** A real clip: test pattern and, unless silent, a tone. The extension decides the container. */
export function makeClip(target: string, options: ClipOptions = {}): string {
  const { width = 360, height = 640, seconds = 2, framesPerSecond = 25, sound = true } = options;
  const plain = options.rotateDegrees === undefined ? target : `${target}.plain.mp4`;
  const isWebm = plain.endsWith('.webm');
  ffmpeg(
    ...['-f', 'lavfi', '-i', `testsrc2=size=${width}x${height}:rate=${framesPerSecond}:duration=${seconds}`],
    ...(sound ? ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`] : []),
    ...(isWebm
      ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus']
      : ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac']),
    ...(options.indexFirst ? ['-movflags', '+faststart'] : []),
    plain,
  );
  if (options.rotateDegrees !== undefined) {
    ffmpeg('-i', plain, '-c', 'copy', '-metadata:s:v:0', `rotate=${options.rotateDegrees}`, target);
  }
  return target;
}

/** Files that are not what their names say, or that cost more than they look; each with the code it must be refused with. */
export const hostileVideos: { name: string; code: string; make(dir: string): string | Promise<string> }[] = [
  {
    name: 'a playlist named .mp4 that points inside',
    code: 'media.not_a_video',
    make: (dir) =>
      write(
        dir,
        'playlist.mp4',
        '#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/internal\n#EXTINF:10,\nfile:///etc/passwd\n',
      ),
  },
  {
    name: 'an ffconcat script that names a system file',
    code: 'media.not_a_video',
    make: (dir) => write(dir, 'concat.mp4', 'ffconcat version 1.0\nfile /etc/passwd\n'),
  },
  { name: 'random bytes', code: 'media.not_a_video', make: (dir) => write(dir, 'random.mp4', randomBytes(300_000)) },
  { name: 'an empty file', code: 'media.empty', make: (dir) => write(dir, 'empty.mp4', '') },
  {
    name: 'a clip cut off before its index',
    code: 'media.truncated',
    make: (dir) => cut(makeClip(path.join(dir, 'late-index.mp4')), 0.6),
  },
  {
    name: 'a clip with the index first, cut off in the middle',
    code: 'media.truncated',
    make: (dir) => cut(makeClip(path.join(dir, 'early-index.mp4'), { indexFirst: true }), 0.5),
  },
  {
    name: 'a clip cut off in the middle whose box lengths were patched to look whole',
    code: 'media.damaged',
    make: (dir) => patchLength(cut(makeClip(path.join(dir, 'patched.mp4'), { indexFirst: true }), 0.5)),
  },
  {
    name: 'a small file of 16000 x 16000 pixels',
    code: 'media.too_many_pixels',
    make: (dir) => {
      const target = path.join(dir, 'bomb.mp4');
      // Twelve black frames in MPEG-4 part 2: x264 would need gigabytes to make it; mov stores the size all the same.
      ffmpeg(
        '-f',
        'lavfi',
        '-i',
        'color=black:size=64x64:rate=4:duration=3',
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p',
        target,
      );
      return patchSize(target, 16_000);
    },
  },
  {
    name: 'a picture named .mp4',
    code: 'media.not_a_video',
    make: async (dir) => {
      const target = path.join(dir, 'picture.mp4');
      await sharp({ create: { width: 32, height: 32, channels: 3, background: 'red' } })
        .png()
        .toFile(target);
      return target;
    },
  },
  {
    name: 'a clip with an archive hung on its end',
    code: 'media.truncated',
    make: (dir) => {
      const clip = makeClip(path.join(dir, 'polyglot.mp4'), { seconds: 1 });
      return write(dir, 'polyglot.mp4', Buffer.concat([readFileSync(clip), zipWith('run.sh', 'echo hello')]));
    },
  },
  {
    name: 'an archive named .mp4',
    code: 'media.not_a_video',
    make: (dir) => write(dir, 'zip.mp4', zipWith('a.txt', 'a')),
  },
  {
    name: 'sound without a picture',
    code: 'media.no_picture',
    make: (dir) => {
      const target = path.join(dir, 'sound.mp4');
      ffmpeg('-f', 'lavfi', '-i', 'sine=duration=1', '-c:a', 'aac', target);
      return target;
    },
  },
  {
    name: 'eleven minutes in a few kilobytes',
    code: 'media.too_long',
    make: (dir) => {
      const target = path.join(dir, 'long.mp4');
      ffmpeg(
        '-f',
        'lavfi',
        '-i',
        'color=black:size=64x64:rate=1:duration=661',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        target,
      );
      return target;
    },
  },
  {
    name: 'a thousand frames a second',
    code: 'media.too_many_frames',
    make: (dir) => {
      const target = path.join(dir, 'fast.mp4');
      ffmpeg(
        '-f',
        'lavfi',
        '-i',
        'color=black:size=64x64:rate=1000:duration=1',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        target,
      );
      return target;
    },
  },
  {
    name: 'nine tracks',
    code: 'media.too_many_streams',
    make: (dir) => {
      const target = path.join(dir, 'tracks.mp4');
      const maps = Array.from({ length: 9 }, () => ['-map', '0:v']).flat();
      ffmpeg('-f', 'lavfi', '-i', 'color=black:size=64x64:rate=5:duration=1', ...maps, '-c:v', 'libx264', target);
      return target;
    },
  },
];

export function write(dir: string, name: string, content: string | Uint8Array): string {
  const target = path.join(dir, name);
  writeFileSync(target, content);
  return target;
}

function cut(file: string, share: number): string {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * share)));
  return file;
}

/** Makes the last box (mdat) claim to reach the end of the file. */
function patchLength(file: string): string {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(0, bytes.indexOf('mdat') - 4);
  writeFileSync(file, bytes);
  return file;
}

/** Rewrites the picture size in the sample description (avc1: two 16-bit numbers) and the track header. */
function patchSize(file: string, side: number): string {
  const bytes = readFileSync(file);
  const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'));
  bytes.writeUInt16BE(side, entry + 28);
  bytes.writeUInt16BE(side, entry + 30);
  const header = bytes.indexOf('tkhd');
  bytes.writeUInt32BE(side * 65_536 > 0xffffffff ? 0xffff0000 : side * 65_536, header + 80);
  bytes.writeUInt32BE(side * 65_536 > 0xffffffff ? 0xffff0000 : side * 65_536, header + 84);
  writeFileSync(file, bytes);
  return file;
}

/** A valid archive with one stored file. */
function zipWith(name: string, text: string): Buffer {
  const local = Buffer.alloc(30 + name.length + text.length);
  local.write('PK\x03\x04', 0, 'latin1');
  local.writeUInt32LE(text.length, 18);
  local.writeUInt32LE(text.length, 22);
  local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  local.write(text, 30 + name.length);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, end]);
}
