import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { Tone } from './chip.tsx';

type Message = { readonly id: number; readonly text: string; readonly tone: Tone };

let messages: readonly Message[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Message[]): void {
  messages = next;
  for (const listener of listeners) listener();
}

/** Says one sentence for a few seconds, above everything; at most two at a time. */
export function toast(text: string, tone: Tone = 'neutral'): void {
  const id = nextId++;
  change([...messages.slice(-1), { id, text, tone }]);
  setTimeout(() => change(messages.filter((message) => message.id !== id)), 2_400 + text.length * 40);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; once per app. A popover, so that it lies above open dialogs. */
export function ToastHost() {
  const shown = useSyncExternalStore(subscribe, () => messages);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null || typeof element.showPopover !== 'function') return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);
  return (
    <div ref={host} popover="manual" className="hw-toasts" role="status" aria-live="polite">
      {shown.map((message) => (
        <p key={message.id} className={`hw-toast hw-toast-${message.tone}`}>
          {message.text}
        </p>
      ))}
    </div>
  );
}
