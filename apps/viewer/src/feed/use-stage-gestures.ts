import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import { swallowClick } from './swallow-click.ts';

const doubleTapMs = 280;
const longPressMs = 480;
const stillPx = 12;

export type Point = { readonly x: number; readonly y: number };

/**
 * One tap pauses, two like (and every further quick tap likes again), holding opens the menu. A swipe is none of them.
 * The keyboard's click on the same button pauses at once.
 */
export function useStageGestures(acts: { tap: () => void; like: (at: Point) => void; hold: () => void }) {
  const latest = useRef(acts);
  latest.current = acts;
  const down = useRef<{ at: Point; timer: ReturnType<typeof setTimeout>; held: boolean } | undefined>(undefined);
  const tapTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const lastTapAt = useRef(0);

  useEffect(
    () => () => {
      clearTimeout(tapTimer.current);
      clearTimeout(down.current?.timer);
    },
    [],
  );

  function forget(): void {
    clearTimeout(down.current?.timer);
    down.current = undefined;
  }

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      forget();
      const stage = event.currentTarget as HTMLElement;
      const press = {
        at: { x: event.clientX, y: event.clientY },
        held: false,
        timer: setTimeout(() => {
          press.held = true;
          swallowClick(window);
          // A finger gives the focus only when it lifts, too late for the menu to give it back here.
          stage.focus({ preventScroll: true });
          latest.current.hold();
        }, longPressMs),
      };
      down.current = press;
    },
    onPointerMove(event: PointerEvent) {
      const press = down.current;
      if (press === undefined) return;
      if (Math.hypot(event.clientX - press.at.x, event.clientY - press.at.y) > stillPx) forget();
    },
    onPointerUp(event: PointerEvent) {
      const press = down.current;
      forget();
      if (press === undefined || press.held) return;
      const bounds = event.currentTarget.getBoundingClientRect();
      const at = { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
      const quick = event.timeStamp - lastTapAt.current < doubleTapMs;
      lastTapAt.current = event.timeStamp;
      clearTimeout(tapTimer.current);
      if (quick) latest.current.like(at);
      else tapTimer.current = setTimeout(() => latest.current.tap(), doubleTapMs);
    },
    onPointerCancel: forget,
    onPointerLeave: forget,
    onContextMenu(event: MouseEvent) {
      event.preventDefault();
      if (event.button === 2) latest.current.hold();
    },
    onClick(event: MouseEvent) {
      if (event.detail === 0) latest.current.tap();
    },
  };
}
