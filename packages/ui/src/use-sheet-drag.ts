import { type RefObject, useEffect } from 'react';

const closeAfterPx = 110;
const flickPxPerMs = 0.55;

/**
 * Lets a sheet follow a finger that pulls it down, from its head or from content scrolled to the top.
 * Released past 110 px or with a flick it closes, otherwise it returns. Touch only; Esc and the close button serve the rest.
 */
export function useSheetDrag(sheet: RefObject<HTMLElement | null>, enabled: boolean, close: () => void): void {
  useEffect(() => {
    const element = sheet.current;
    if (element === null || !enabled) return;
    let startY: number | undefined;
    let startedAt = 0;
    let pulledPx = 0;
    let scroller: HTMLElement | null = null;

    function start(event: TouchEvent) {
      if (event.touches.length !== 1) return;
      startY = event.touches[0]?.clientY;
      startedAt = event.timeStamp;
      pulledPx = 0;
      scroller = (event.target as HTMLElement).closest<HTMLElement>('[data-scroll]');
    }
    function move(event: TouchEvent) {
      const y = event.touches[0]?.clientY;
      if (startY === undefined || y === undefined) return;
      if (pulledPx === 0 && scroller !== null && scroller.scrollTop > 0) {
        startY = y;
        startedAt = event.timeStamp;
        return;
      }
      const down = y - startY;
      if (down <= 4 && pulledPx === 0) return;
      event.preventDefault();
      pulledPx = Math.max(0, down);
      element!.style.transition = 'none';
      element!.style.translate = `0 ${pulledPx}px`;
    }
    function end(event: TouchEvent) {
      if (startY === undefined) return;
      const speed = pulledPx / Math.max(1, event.timeStamp - startedAt);
      startY = undefined;
      element!.style.transition = '';
      if (pulledPx > closeAfterPx || (pulledPx > 24 && speed > flickPxPerMs)) close();
      element!.style.translate = '';
    }
    element.addEventListener('touchstart', start, { passive: true });
    element.addEventListener('touchmove', move, { passive: false });
    element.addEventListener('touchend', end);
    element.addEventListener('touchcancel', end);
    return () => {
      element.removeEventListener('touchstart', start);
      element.removeEventListener('touchmove', move);
      element.removeEventListener('touchend', end);
      element.removeEventListener('touchcancel', end);
    };
  }, [sheet, enabled, close]);
}
