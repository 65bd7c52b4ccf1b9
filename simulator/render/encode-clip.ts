import { rmSync } from 'node:fs';
import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_LOG_QUIET,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AV_PIX_FMT_YUV420P,
  AV_SAMPLE_FMT_FLT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  Encoder,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
  Frame,
  Log,
  Muxer,
} from 'node-av';
import { sampleRate } from './sound.ts';

export const framesPerSecond = 25;

Log.setLevel(AV_LOG_QUIET);

/** RGBA to planar YUV 4:2:0 in BT.709, limited range: every player reads the colours as they were painted. */
export function planes(pixels: Buffer, width: number, height: number): Buffer {
  const luma = width * height;
  const out = Buffer.allocUnsafe(luma * 1.5);
  let blue = luma;
  let red = luma * 1.25;
  for (let y = 0; y < height; y += 2)
    for (let x = 0; x < width; x += 2) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (let corner = 0; corner < 4; corner++) {
        const at = (y + (corner >> 1)) * width + x + (corner & 1);
        const [cr, cg, cb] = [pixels[at * 4]!, pixels[at * 4 + 1]!, pixels[at * 4 + 2]!];
        r += cr;
        g += cg;
        b += cb;
        out[at] = 16.5 + 0.182586 * cr + 0.614231 * cg + 0.062007 * cb;
      }
      out[blue++] = 128.5 + (-0.100644 * r - 0.338572 * g + 0.439216 * b) / 4;
      out[red++] = 128.5 + (0.439216 * r - 0.398942 * g - 0.040274 * b) / 4;
    }
  return out;
}

/**
 * Writes one MP4 (H.264 and AAC, index in front). `frames` come from `planes`; `samples` is mono sound of the same length.
 * The sync calls of node-av are used throughout: they cost a third less than the async ones here.
 */
export function encodeClip(
  file: string,
  width: number,
  height: number,
  frames: Buffer[],
  samples: Float32Array,
  quality: number,
): void {
  rmSync(file, { force: true });
  using video = Encoder.createSync(FF_ENCODER_LIBX264, {
    context: {
      gopSize: framesPerSecond * 2,
      colorSpace: AVCOL_SPC_BT709,
      colorPrimaries: AVCOL_PRI_BT709,
      colorTrc: AVCOL_TRC_BT709,
      colorRange: AVCOL_RANGE_MPEG,
      rcMaxRate: '620k',
      rcBufferSize: '900k',
    },
    // Set here and not as `options`: node-av 6.1.1 frees that dictionary twice, and the process dies at the next collection.
    configure: (context) => {
      for (const [name, value] of Object.entries({
        preset: 'fast',
        tune: 'animation',
        profile: 'high',
        crf: String(quality),
      }))
        if (context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN) < 0)
          throw new Error(`no encoder option ${name}`);
    },
  });
  using audio = Encoder.createSync(FF_ENCODER_AAC, { context: { bitRate: '56k' }, autoResample: true });
  using muxer = Muxer.openSync(file, { format: 'mp4', options: { movflags: '+faststart' } });
  const videoStream = muxer.addStream(video);
  const audioStream = muxer.addStream(audio);
  const write = (packets: ReturnType<Encoder['encodeAllSync']>, stream: number): void => {
    for (const packet of packets) {
      muxer.writePacketSync(packet, stream);
      packet.free();
    }
  };
  const chunk = 1024;
  let heard = 0;
  const sing = (until: number): void => {
    while (heard < Math.min(until, samples.length)) {
      const part = samples.subarray(heard, Math.min(heard + chunk, samples.length));
      const frame = Frame.fromAudioBuffer(Buffer.from(part.buffer, part.byteOffset, part.byteLength), {
        nbSamples: part.length,
        format: AV_SAMPLE_FMT_FLT,
        sampleRate,
        channelLayout: AV_CHANNEL_LAYOUT_MONO,
        timeBase: { num: 1, den: sampleRate },
        pts: BigInt(heard),
      });
      write(audio.encodeAllSync(frame), audioStream);
      frame.free();
      heard += part.length;
    }
  };
  for (const [index, planar] of frames.entries()) {
    const frame = Frame.fromVideoBuffer(planar, {
      width,
      height,
      format: AV_PIX_FMT_YUV420P,
      timeBase: { num: 1, den: framesPerSecond },
      pts: BigInt(index),
    });
    write(video.encodeAllSync(frame), videoStream);
    frame.free();
    sing(((index + 1) / framesPerSecond) * sampleRate);
  }
  write(video.encodeAllSync(null), videoStream);
  sing(samples.length);
  write(audio.encodeAllSync(null), audioStream);
}
