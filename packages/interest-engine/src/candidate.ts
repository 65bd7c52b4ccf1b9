import type { SourceName } from './source-names.ts';
import type { Reason } from './sources/source.ts';

/** An item put forward by one or more sources. The host may drop candidates, or set a multiplier, before scoring. */
export interface Candidate {
  readonly itemId: string;
  readonly slot: number;
  /** In the order of the sources; the first is the one named when the item is shown. */
  readonly sources: readonly SourceName[];
  readonly reasons: readonly Reason[];
  /** Governance: 0 to 1, holds the score back; 1 when absent. */
  multiplier?: number;
  /** Why it is held back; a reason code of the host, kept for explaining. */
  multiplierReason?: string;
}
