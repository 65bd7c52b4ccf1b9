import { Icon } from '@haowu/ui';
import type { Point } from './use-stage-gestures.ts';

export type Burst = { readonly id: number; readonly at: Point };

/** Hearts where the double tap was; they tilt a little, rise and fade. */
export function HeartBursts({ bursts, onDone }: { bursts: readonly Burst[]; onDone: (id: number) => void }) {
  return bursts.map((burst) => (
    <span
      key={burst.id}
      className="heart-burst"
      aria-hidden="true"
      style={{ left: burst.at.x, top: burst.at.y, rotate: `${((burst.id * 37) % 40) - 20}deg` }}
      onAnimationEnd={(event) => event.target === event.currentTarget && onDone(burst.id)}
    >
      <Icon name="heart" size={92} solid />
    </span>
  ));
}
