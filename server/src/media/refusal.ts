/** Why a file was not taken. The code is stable and apps turn it into words; the detail names the figures. */
export const refusalCodes = [
  'media.empty',
  'media.not_a_video',
  'media.not_an_image',
  'media.truncated',
  'media.damaged',
  'media.no_picture',
  'media.too_many_pixels',
  'media.too_long',
  'media.too_many_frames',
  'media.too_many_streams',
  'media.header_too_large',
  'media.too_large',
  'media.too_much_memory',
  'media.too_slow',
  'media.processing_failed',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export type Refusal = { code: RefusalCode; detail: string };

/** The file itself is at fault: trying again will not help. */
export class MediaRefused extends Error {
  readonly refusal: Refusal;
  constructor(code: RefusalCode, detail: string) {
    super(`${code}: ${detail}`);
    this.refusal = { code, detail };
  }
}
