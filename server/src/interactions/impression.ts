import { createHmac, timingSafeEqual } from 'node:crypto';
import { dayMs } from '../kernel/index.ts';

/** One place on one page as it was shown to one viewer: what a token proves, and no more. */
export type Impression = {
  viewerId: string;
  itemId: string;
  itemKind: 'video' | 'product';
  /** `recommended`, `following`, `shared`, `search`, `mall`, …: at most 24 characters. */
  surface: string;
  /** 0 is the first of the page. */
  position: number;
  /** The page it stood on; with the position it names the impression. */
  requestId: string;
  /** What put it forward, at most 24 characters. */
  source: string;
  policyVersion: string;
  /** Chance of the draw for this place; 1 where nothing was drawn. */
  propensity: number;
  /** Wall clock. */
  issuedAt: Date;
};

export const impressionLifeMs = dayMs;

const version = 1;
const signatureBytes = 16;
const fixedBytes = 1 + 16 * 3 + 6 + 1 + 1 + 4;
const kinds = ['video', 'product'] as const;

/** Compact base64url, about 150 characters: fields in a fixed order, then 16 bytes of HMAC-SHA256. */
export function signImpression(secret: string, impression: Impression): string {
  const words = Buffer.from([impression.surface, impression.source, impression.policyVersion].join('\n'));
  const bytes = Buffer.allocUnsafe(fixedBytes + words.length);
  let at = bytes.writeUInt8(version, 0);
  for (const id of [impression.viewerId, impression.itemId, impression.requestId]) {
    at += bytes.write(id.replaceAll('-', ''), at, 'hex');
  }
  at = bytes.writeUIntBE(impression.issuedAt.getTime(), at, 6);
  at = bytes.writeUInt8(kinds.indexOf(impression.itemKind), at);
  at = bytes.writeUInt8(impression.position, at);
  at = bytes.writeFloatBE(impression.propensity, at);
  words.copy(bytes, at);
  return Buffer.concat([bytes, signatureOf(secret, bytes)]).toString('base64url');
}

function signatureOf(secret: string, bytes: Buffer): Buffer {
  return createHmac('sha256', secret).update('impression:').update(bytes).digest().subarray(0, signatureBytes);
}

/** @returns the impression, or why the token is refused: not made by us, or older than a day (or from the future). */
export function readImpression(secret: string, token: string, now: Date): Impression | 'forged' | 'expired' {
  const all = Buffer.from(token, 'base64url');
  // Decoding forgives strange characters; a token has one spelling only, or it could be counted twice.
  if (all.length < fixedBytes + signatureBytes || all.toString('base64url') !== token) return 'forged';
  const bytes = all.subarray(0, all.length - signatureBytes);
  if (!timingSafeEqual(all.subarray(all.length - signatureBytes), signatureOf(secret, bytes))) return 'forged';
  if (bytes[0] !== version) return 'forged';
  const issuedAt = new Date(bytes.readUIntBE(49, 6));
  const ageMs = now.getTime() - issuedAt.getTime();
  if (ageMs > impressionLifeMs || ageMs < -60_000) return 'expired';
  const [surface = '', source = '', policyVersion = ''] = bytes.subarray(fixedBytes).toString('utf8').split('\n');
  return {
    viewerId: readId(bytes, 1),
    itemId: readId(bytes, 17),
    requestId: readId(bytes, 33),
    issuedAt,
    itemKind: kinds[bytes[55] ?? 0] ?? 'video',
    position: bytes.readUInt8(56),
    propensity: bytes.readFloatBE(57),
    surface,
    source,
    policyVersion,
  };
}

function readId(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
