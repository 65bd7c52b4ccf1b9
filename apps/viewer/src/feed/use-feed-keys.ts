import { useEffect, useRef } from 'react';

export type FeedKeys = {
  previous: () => void;
  next: () => void;
  pause: () => void;
  like: () => void;
  goods: () => void;
  comments: () => void;
  favourite: () => void;
  mute: () => void;
  captions: () => void;
  help: () => void;
};

const actOfKey: Readonly<Record<string, keyof FeedKeys>> = {
  ArrowUp: 'previous',
  PageUp: 'previous',
  ArrowDown: 'next',
  PageDown: 'next',
  ' ': 'pause',
  l: 'like',
  b: 'goods',
  c: 'comments',
  f: 'favourite',
  m: 'mute',
  t: 'captions',
  '?': 'help',
};

/** One key, one act; not while typing, not inside a dialog, not where the focused control needs the key itself. */
export function useFeedKeys(acts: FeedKeys): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement;
      if (target.closest('input:not([type="range"]), textarea, select, dialog[open], [contenteditable]')) return;
      if (document.querySelector('dialog:modal') !== null) return;
      const onControl = target.closest('button, a, input, [role="tab"]') !== null;
      if (event.key === ' ' && onControl) return;
      if (event.key.startsWith('Arrow') && target.closest('input, [role="tab"], [role="tablist"]')) return;
      const act = actOfKey[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (act === undefined) return;
      event.preventDefault();
      latest.current[act]();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
