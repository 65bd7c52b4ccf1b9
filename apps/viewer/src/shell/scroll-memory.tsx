import { useEffect, useLayoutEffect } from 'react';
import { useLocation, useNavigationType } from 'react-router';

const positions = new Map<string, number>();
const positionsMax = 100;
const restoreForMs = 1_200;

/** New pages begin at the top; going back returns to where one was, also when the list takes a moment to load. */
export function ScrollMemory() {
  const location = useLocation();
  const kind = useNavigationType();
  useLayoutEffect(() => {
    if (kind !== 'POP') {
      window.scrollTo(0, 0);
      return;
    }
    const wanted = positions.get(location.key) ?? 0;
    const until = performance.now() + restoreForMs;
    let frame = 0;
    function restore() {
      window.scrollTo(0, wanted);
      if (Math.abs(window.scrollY - wanted) > 2 && performance.now() < until) frame = requestAnimationFrame(restore);
    }
    restore();
    return () => cancelAnimationFrame(frame);
  }, [location.key, kind]);
  useEffect(() => {
    function remember() {
      positions.delete(location.key);
      positions.set(location.key, window.scrollY);
      if (positions.size > positionsMax) positions.delete(positions.keys().next().value ?? '');
    }
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [location.key]);
  return null;
}
