import type { RequestContext } from '../request.ts';
import type { SourceName } from '../source-names.ts';

/** Why an item is shown: a code that the host turns into words, and what to put into them. */
export interface Reason {
  readonly code:
    | 'wanted_together'
    | 'similar'
    | 'live_now'
    | 'buy_again'
    | 'trending'
    | 'following'
    | 'interest'
    | 'fresh'
    | 'explore'
    | 'latent'
    | 'pool'
    | 'exposure_new'
    | 'exposure_long_tail'
    | 'exposure_craft'
    | 'exposure_new_seller';
  readonly params: readonly string[];
}

/** One item that a source puts forward. `strength` orders within the source only. */
export interface Proposal {
  readonly slot: number;
  readonly strength: number;
  readonly reason: Reason;
}

/** Where candidates come from: reads, never changes anything, proposes at most `limit` items, best first. */
export interface Source {
  readonly name: SourceName;
  /** Whether it reads anything about the viewer; those are silent when personalisation is off. */
  readonly personal: boolean;
  propose(context: RequestContext, limit: number): Proposal[];
}
