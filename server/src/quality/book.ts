import { createHash } from 'node:crypto';
import type { Loss } from './evaluate-line.ts';
import type { FactType } from './fact.ts';

export type Stage = 'P' | 'S' | 'M' | 'L';

/** An order line as the book opens it; amounts in minor units. */
export type NewLine = {
  lineId: string;
  orderId: string;
  orderNumber: string;
  shopId: string;
  productId: string;
  skuId: string;
  categoryId: string;
  scene: string;
  creatorId: string | null;
  contentId: string | null;
  buyerId: string;
  currency: string;
  quantity: number;
  unitPriceMinor: bigint;
  paidMinor: bigint;
  subsidyMinor: bigint;
  paidAt: Date;
};

/** A fact to record; `affectedMinor` null means the whole line. */
export type NewLineFact = {
  lineId: string;
  type: FactType;
  affectedMinor: bigint | null;
  occurredAt: Date;
  rootFactId: string;
  evidence: string;
};

/** The mutable reading of a line. */
export type Position = {
  lineId: string;
  orderId: string;
  shopId: string;
  productId: string;
  categoryId: string;
  scene: string;
  /** Business day of payment, `YYYY-MM-DD`. */
  paidDay: string;
  reached: Stage;
  revision: number;
  paidMinor: bigint;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  openCases: number;
  maturesFrom: Date | null;
  dueAt: Date | null;
  unratedBp: number;
  rulesetVersion: string;
};

export type StageRow = {
  lineId: string;
  revision: number;
  kind: Stage | 'adjustment';
  reached: Stage;
  shopId: string;
  chainDay: string;
  chainIndex: number;
  occurredAt: Date;
  knownAt: Date;
  paidMinor: bigint;
  netMinor: bigint;
  cleanMinor: bigint;
  qgmvMinor: bigint;
  losses: readonly Loss[];
  unratedBp: number;
  rulesetVersion: string;
  previousHash: Buffer;
  hash: Buffer;
};

/** The head of an empty chain. */
export const emptyHead: Buffer = Buffer.alloc(32);

/** The hash of a stage row: SHA-256 over the hash before it and the row's own text. */
export function hashStage(row: Omit<StageRow, 'hash'>): Buffer {
  const text = JSON.stringify([
    row.lineId,
    row.revision,
    row.kind,
    row.reached,
    row.shopId,
    row.chainDay,
    row.chainIndex,
    row.occurredAt.toISOString(),
    row.knownAt.toISOString(),
    String(row.paidMinor),
    String(row.netMinor),
    String(row.cleanMinor),
    String(row.qgmvMinor),
    row.losses.map((loss) => [loss.code, loss.level, String(loss.amountMinor)]),
    row.unratedBp,
    row.rulesetVersion,
  ]);
  return createHash('sha256').update(row.previousHash).update(text).digest();
}

/** The root of a day: SHA-256 over the chains' heads in the order of their shops. */
export function hashDay(chains: readonly { shopId: string; rowsCount: number; head: Buffer }[]): Buffer {
  const hash = createHash('sha256');
  for (const chain of [...chains].sort((a, b) => (a.shopId < b.shopId ? -1 : 1))) {
    hash.update(`${chain.shopId} ${chain.rowsCount} `).update(chain.head);
  }
  return hash.digest();
}

/** An id that is the same whenever the same thing is told again (a UUID of version 8 over its parts). */
export function derivedId(...parts: string[]): string {
  const bytes = createHash('sha256').update(parts.join('\n')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
