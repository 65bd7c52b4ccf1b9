import type { ValueComponents } from '@haowu/interest-engine';
import { businessDay, type World } from '../../kernel/index.ts';
import { packComponents } from './pack-components.ts';
import { insertSlots } from './store.ts';

/** One place that was drawn evenly, and all it could have shown. */
export type DrawnSlot = {
  requestId: string;
  /** On the page, 0 is the first. */
  position: number;
  /** Business time. */
  shownAt: Date;
  /** Wall time of the impression token: with its day the actions on the place are found. */
  issuedAt: Date;
  /** Null with personalisation off. */
  viewerId: string | null;
  itemId: string;
  pool: readonly { itemId: string; components: ValueComponents }[];
  propensity: number;
  policyVersion: string;
};

/** Keeps evenly drawn places for policy checks; a pool of one could have shown nothing else and says nothing. */
export async function recordDrawnSlots(world: World, slots: readonly DrawnSlot[]): Promise<void> {
  const rows = slots.flatMap((slot) =>
    slot.pool.length < 2
      ? []
      : {
          ...slot,
          day: businessDay(slot.issuedAt, world.config.zone),
          poolIds: slot.pool.map(({ itemId }) => itemId),
          components: packComponents(slot.pool.map(({ components }) => components)),
        },
  );
  if (rows.length > 0) await insertSlots(world.database, rows);
}
