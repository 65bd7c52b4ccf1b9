import { useEffect, useRef } from 'react';

/** Moves the focus to an element when it appears, so that a keyboard or a screen reader goes on from there. */
export function useFocusHere<Element extends HTMLElement>() {
  const ref = useRef<Element>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), []);
  return ref;
}
