import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Decoder, Demuxer, Encoder, FilterAPI, Muxer, Scaler } from 'node-av/api';
import {
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import { type CodecContext, type Frame, Log, type Packet, type Stream } from 'node-av/lib';
import sharp from 'sharp';
import { videoLimits } from '../limits.ts';
import { MediaRefused } from '../refusal.ts';
import { durationMatches, framesPerSecondMax, outputBytesMax, planRenditions, type Rendition } from '../rendition.ts';
import type { VideoContainer } from '../sniff-file.ts';
import { passGate, type VideoHeader } from './gate.ts';
import type { ChildResult, MadeFile } from './messages.ts';
import { thumbhashOf, writeWebp } from './render-image.ts';
import { uprightFilters } from './rotation.ts';

Log.setLevel(AV_LOG_QUIET);

export type TranscodeOptions = {
  container: VideoContainer;
  sourcePath: string;
  workDir: string;
  onAccepted(durationMs: number): void;
  onProgress(progress: number): void;
};

type Made = Omit<Extract<ChildResult, { kind: 'video' }>, 'sourceSha256'>;

/**
 * Makes the renditions, the poster and the thumbhash in one pass over the source. All calls into the codecs are
 * synchronous (they cost half of the asynchronous ones); only reading packets gives the event loop its turns.
 * @throws MediaRefused when the file is at fault, any other error when the machine is.
 */
export async function transcodeVideo(options: TranscodeOptions): Promise<Made> {
  try {
    return await transcodeOnce(options, true);
  } catch (error) {
    if (!(error instanceof SoundUnreadable)) throw error;
    return await transcodeOnce(options, false);
  }
}

/** The sound track cannot be decoded: the clip is made without it. */
class SoundUnreadable extends Error {}

async function transcodeOnce(options: TranscodeOptions, withSound: boolean): Promise<Made> {
  const input = await openSource(options.sourcePath, options.container);
  const closers: (() => void)[] = [() => input.closeSync()];
  try {
    const video = pictureStream(input);
    const header = readHeader(input, video);
    passGate(header);
    options.onAccepted(header.durationMs ?? videoLimits.durationMsMax);

    const audio = withSound ? input.streams.find((s) => s.codecpar.codecType === AVMEDIA_TYPE_AUDIO) : undefined;
    const shape = uprightShape(video);
    const renditions = planRenditions(shape);
    const sound = audio ? openSound(audio) : undefined;
    const outputs = renditions.map((rendition) => openOutput(rendition, options.workDir, sound));
    closers.push(...outputs.map((output) => () => output.muxer.closeSync()));
    const decoder = Decoder.createSync(video, {
      threadCount: 2,
      // The stream itself may name another size than the container did.
      configure: (context) => setCodecOption(context, 'max_pixels', String(videoLimits.sidePixelsMax ** 2)),
    });
    closers.push(() => decoder.close());
    const chain = openChain(renditions, shape.filters, rateOf(header));
    const poster = new PosterKeeper(header.durationMs ?? 0);
    const frameMsMax = videoLimits.durationMsMax + 1_000;
    let lastMs = 0;
    let framesCount = 0;
    let reportedAt = 0;

    const takeFrame = (frame: Frame) => {
      framesCount += 1;
      lastMs = Number(frame.bestEffortTimestamp) * secondsOf(frame.timeBase) * 1_000;
      if (lastMs > frameMsMax) throw new MediaRefused('media.too_long', 'It runs longer than its header says.');
      if (framesCount > (frameMsMax / 1_000) * videoLimits.framesPerSecondMax) {
        throw new MediaRefused('media.too_many_frames', `More than ${framesCount} frames.`);
      }
      if (header.durationMs && Date.now() - reportedAt > 250) {
        reportedAt = Date.now();
        options.onProgress(Math.min(0.98, lastMs / header.durationMs));
      }
    };
    const pass = (frame: Frame | null, index = 0): void => {
      const filter = chain[index];
      const output = outputs[index];
      if (!filter || !output) return;
      if (frame) filter.processSync(frame);
      else filter.flushSync();
      for (let made = filter.receiveSync(); made; made = filter.receiveSync()) {
        if (typeof made === 'symbol') break;
        if (index === 0) poster.look(made);
        writeAll(output, output.encoder.encodeAllSync(made), output.videoIndex);
        pass(made, index + 1);
        made.free();
      }
      if (frame === null) {
        writeAll(output, output.encoder.encodeAllSync(null), output.videoIndex);
        pass(null, index + 1);
      }
    };

    let turnedAt = Date.now();
    for await (const packet of input.packets()) {
      if (!packet) break;
      // Packets come from a queue, often without a turn of the event loop: messages and a lost parent need one.
      if (Date.now() - turnedAt > 100) {
        await setImmediate();
        turnedAt = Date.now();
      }
      if (packet.streamIndex === video.index) {
        for (const frame of decode(decoder, packet)) {
          takeFrame(frame);
          pass(frame);
          frame.free();
        }
      } else if (sound && packet.streamIndex === sound.stream.index) {
        encodeSound(sound, packet, outputs);
      }
      packet.free();
    }
    for (const frame of decode(decoder, null)) {
      takeFrame(frame);
      pass(frame);
      frame.free();
    }
    if (framesCount === 0) throw new MediaRefused('media.damaged', 'No frame could be decoded.');
    pass(null);
    if (sound) encodeSound(sound, null, outputs);
    for (const output of outputs) output.muxer.closeSync();

    const durationMs = header.durationMs ?? Math.round(lastMs);
    const sources: MadeFile[] = [];
    for (const output of outputs) sources.push(await verifyOutput(output, durationMs));
    const first = sources[0];
    if (!first) throw new Error('no rendition was planned');
    return {
      kind: 'video',
      width: first.width,
      height: first.height,
      durationMs,
      hasSound: sound !== undefined,
      sources,
      ...(await poster.write(options.workDir)),
    };
  } finally {
    for (const close of closers.reverse()) close();
  }
}

async function openSource(sourcePath: string, container: VideoContainer): Promise<Demuxer> {
  try {
    return await Demuxer.open(sourcePath, {
      format: container,
      options: { protocol_whitelist: 'file' },
      // Without this the mere open decodes a frame: 700 MB for a picture of 16000 x 16000.
      skipStreamInfo: true,
    });
  } catch (error) {
    throw new MediaRefused('media.damaged', `It cannot be opened (${messageOf(error)}).`);
  }
}

function pictureStream(input: Demuxer): Stream {
  if (input.streams.length > videoLimits.streamsMax) {
    throw new MediaRefused('media.too_many_streams', `${input.streams.length} tracks.`);
  }
  const video = input.streams.find((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO);
  if (!video) throw new MediaRefused('media.no_picture', 'The file has no picture track.');
  return video;
}

function readHeader(input: Demuxer, video: Stream): VideoHeader {
  const streamMs = Number(video.duration) * secondsOf(video.timeBase) * 1_000;
  const fileMs = input.duration * 1_000;
  const known = [streamMs, fileMs].find((ms) => Number.isFinite(ms) && ms > 0);
  const rate = secondsOf(video.avgFrameRate);
  const counted = known && video.nbFrames > 0n ? Number(video.nbFrames) / (known / 1_000) : Number.NaN;
  const framesPerSecond = [rate, counted].filter((value) => Number.isFinite(value) && value > 0);
  return {
    streamsCount: input.streams.length,
    width: video.codecpar.width,
    height: video.codecpar.height,
    durationMs: known === undefined ? undefined : Math.round(known),
    framesPerSecond: framesPerSecond.length > 0 ? Math.max(...framesPerSecond) : undefined,
  };
}

/** A rational as a number: seconds per tick for a time base, frames a second for a rate. */
function secondsOf(rational: { num: number; den: number }): number {
  return rational.den === 0 ? Number.NaN : rational.num / rational.den;
}

function rateOf(header: VideoHeader): number {
  const rate = header.framesPerSecond ?? framesPerSecondMax;
  return rate > framesPerSecondMax + 0.5 || rate < 1 ? framesPerSecondMax : Math.round(rate * 1_000) / 1_000;
}

/** Size of the picture as it is shown: turned upright, with square pixels. */
function uprightShape(video: Stream): { width: number; height: number; filters: string[] } {
  const { filters, swapsSides } = uprightFilters(video.codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX));
  const ratio = secondsOf(video.codecpar.sampleAspectRatio);
  const stretched = Number.isFinite(ratio) && ratio > 0.2 && ratio < 5 ? video.codecpar.width * ratio : 0;
  const width = stretched > 0 ? stretched : video.codecpar.width;
  const { height } = video.codecpar;
  return swapsSides ? { width: height, height: width, filters } : { width, height, filters };
}

/** One filter a rendition; each smaller one takes the frames of the one before it. */
function openChain(renditions: Rendition[], upright: string[], rate: number): FilterAPI[] {
  return renditions.map(({ width, height }, index) => {
    const scale = [`scale=${width}:${height}:flags=bicubic`, 'setsar=1', 'format=yuv420p'];
    return FilterAPI.create(index === 0 ? [`fps=${rate}`, ...upright, ...scale].join(',') : scale.join(','));
  });
}

type Sound = { stream: Stream; decoder: Decoder; encoder: Encoder };

function openSound(stream: Stream): Sound | undefined {
  try {
    return {
      stream,
      decoder: Decoder.createSync(stream),
      encoder: Encoder.createSync(FF_ENCODER_AAC, { bitrate: '96k', autoResample: true }),
    };
  } catch {
    return undefined;
  }
}

type Output = {
  rendition: Rendition;
  path: string;
  fileName: string;
  muxer: Muxer;
  encoder: Encoder;
  videoIndex: number;
  audioIndex: number | undefined;
  bytes: number;
  bytesMax: number;
};

function openOutput(rendition: Rendition, workDir: string, sound: Sound | undefined): Output {
  const fileName = `${rendition.name}.mp4`;
  const target = path.join(workDir, fileName);
  const encoder = Encoder.createSync(FF_ENCODER_LIBX264, {
    maxRate: rendition.bitsPerSecondMax,
    bufSize: rendition.bitsPerSecondMax * 2,
    gopSize: framesPerSecondMax * 2,
    threadCount: 2,
    // Not through `options`: in node-av 6.1.1 a synchronous open frees that dictionary, and its finalizer frees it again.
    configure(context) {
      const settings = { preset: 'veryfast', crf: String(rendition.crf), profile: 'high' };
      for (const [name, value] of Object.entries(settings)) setCodecOption(context, name, value);
    },
  });
  const muxer = Muxer.openSync(target, { format: 'mp4', options: { movflags: '+faststart' } });
  return {
    rendition,
    path: target,
    fileName,
    muxer,
    encoder,
    videoIndex: muxer.addStream(encoder),
    audioIndex: sound ? muxer.addStream(sound.encoder) : undefined,
    bytes: 0,
    bytesMax: outputBytesMax(rendition, videoLimits.durationMsMax),
  };
}

function setCodecOption(context: CodecContext, name: string, value: string): void {
  const outcome = context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN);
  if (outcome < 0) throw new Error(`the codec does not take ${name} = ${value} (${outcome})`);
}

function decode(decoder: Decoder, packet: Packet | null): Frame[] {
  try {
    return decoder.decodeAllSync(packet);
  } catch (error) {
    throw new MediaRefused('media.damaged', `A frame cannot be decoded (${messageOf(error)}).`);
  }
}

function encodeSound(sound: Sound, packet: Packet | null, outputs: Output[]): void {
  let frames: Frame[];
  try {
    frames = sound.decoder.decodeAllSync(packet);
  } catch {
    throw new SoundUnreadable();
  }
  const write = (packets: Packet[]) => {
    for (const made of packets) {
      for (const output of outputs) {
        if (output.audioIndex === undefined) continue;
        const copy = made.clone();
        if (copy) writeAll(output, [copy], output.audioIndex);
      }
      made.free();
    }
  };
  for (const frame of frames) {
    write(sound.encoder.encodeAllSync(frame));
    frame.free();
  }
  if (packet === null) {
    if (!sound.encoder.isEncoderInitialized) throw new SoundUnreadable();
    write(sound.encoder.encodeAllSync(null));
  }
}

function writeAll(output: Output, packets: Packet[], streamIndex: number): void {
  for (const packet of packets) {
    output.bytes += packet.size;
    if (output.bytes > output.bytesMax) throw new Error(`${output.fileName} grew beyond ${output.bytesMax} bytes`);
    output.muxer.writePacketSync(packet, streamIndex);
    packet.free();
  }
}

/** Opens what was written: a full disk can leave an empty file and no error. */
async function verifyOutput(output: Output, durationMs: number): Promise<MadeFile> {
  const { size } = await stat(output.path);
  if (size === 0) throw new Error(`no space left: ${output.fileName} is empty`);
  await using check = await Demuxer.open(output.path, {
    format: 'mov,mp4,m4a,3gp,3g2,mj2',
    options: { protocol_whitelist: 'file' },
    skipStreamInfo: true,
  });
  const video = check.streams.find((stream) => stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO);
  if (!video) throw new Error(`${output.fileName} has no picture track`);
  const { width, height } = video.codecpar;
  if (width !== output.rendition.width || height !== output.rendition.height) {
    throw new Error(`${output.fileName} is ${width} x ${height}, not as planned`);
  }
  const measuredMs = Number(video.duration) * secondsOf(video.timeBase) * 1_000;
  if (!durationMatches(durationMs, measuredMs)) {
    throw new MediaRefused(
      'media.truncated',
      `Its header says ${Math.round(durationMs)} ms, but only ${Math.round(measuredMs)} ms can be played.`,
    );
  }
  return { fileName: output.fileName, width, height, bytes: size };
}

/** Keeps one frame for the poster: the first one a little way in, so that a fade from black is not the cover. */
class PosterKeeper {
  readonly #atMs: number;
  #kept: { data: Buffer; width: number; height: number } | undefined;
  #final = false;
  readonly #scaler = new Scaler();

  constructor(durationMs: number) {
    this.#atMs = Math.min(1_000, durationMs / 3);
  }

  look(frame: Frame): void {
    if (this.#final) return;
    const ms = Number(frame.pts) * secondsOf(frame.timeBase) * 1_000;
    if (this.#kept && ms < this.#atMs) return;
    const { width, height } = frame;
    this.#kept = { data: this.#scaler.toBufferSync(frame, { format: 'rgb' }), width, height };
    this.#final = ms >= this.#atMs;
  }

  async write(workDir: string): Promise<{ poster: MadeFile; thumbhash: string }> {
    if (!this.#kept) throw new Error('no frame was kept for the poster');
    const { data, width, height } = this.#kept;
    const open = () => sharp(data, { raw: { width, height, channels: 3 } });
    const poster = await writeWebp(
      open().resize({ width: 540, height: 960, fit: 'inside', withoutEnlargement: true }),
      workDir,
      'poster.webp',
      78,
    );
    return { poster, thumbhash: await thumbhashOf(open()) };
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 160);
}
