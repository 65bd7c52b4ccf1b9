import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs `timestamp.bytes` with HMAC-SHA256: a changed byte, or the same bytes at another time, do not verify. */
export function signNotice(secret: string, timestampSeconds: number, bytes: Buffer): string {
  return createHmac('sha256', secret).update(`${timestampSeconds}.`).update(bytes).digest('hex');
}

export const signatureHeader = 'haowu-sandbox-signature';
export const toleranceSeconds = 300;

/** Checks a header `t=<seconds>,v1=<hex>` against the raw bytes. */
export function verifySignature(
  secret: string,
  header: string | undefined,
  bytes: Buffer,
  nowSeconds: number,
): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (!match?.[1] || !match[2]) return false;
  const timestamp = Number(match[1]);
  if (Math.abs(nowSeconds - timestamp) > toleranceSeconds) return false;
  return timingSafeEqual(Buffer.from(match[2], 'hex'), Buffer.from(signNotice(secret, timestamp, bytes), 'hex'));
}
