import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Badge } from './chip.tsx';
import { classNames } from './class-names.ts';

export type TabItem<Key extends string> = { readonly key: Key; readonly label: ReactNode; readonly count?: number };

/** Tabs in one scrolling row; arrow keys move, the chosen one scrolls into view. The panel below carries `tabPanelProps`. */
export function Tabs<Key extends string>({
  items,
  value,
  onChange,
  label,
  id = 'tabs',
}: {
  items: readonly TabItem<Key>[];
  value: Key;
  onChange: (key: Key) => void;
  label: string;
  id?: string;
}) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    const box = row.current;
    if (chosen && box) box.scrollTo({ left: chosen.offsetLeft - box.clientWidth / 2 + chosen.offsetWidth / 2 });
  }, [value]);
  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.key === value);
    const next = items[(at + step + items.length) % items.length];
    if (next === undefined) return;
    onChange(next.key);
    row.current?.querySelector<HTMLElement>(`#${id}-${next.key}`)?.focus();
  }
  return (
    <div ref={row} className="hw-tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {items.map((item) => (
        <button
          key={item.key}
          id={`${id}-${item.key}`}
          type="button"
          role="tab"
          aria-selected={item.key === value}
          aria-controls={item.key === value ? `${id}-panel` : undefined}
          tabIndex={item.key === value ? 0 : -1}
          className={classNames('hw-tab', item.key === value && 'hw-tab-on')}
          onClick={() => onChange(item.key)}
        >
          {item.label}
          {item.count !== undefined && <Badge count={item.count} />}
        </button>
      ))}
    </div>
  );
}

/** Attributes of the one panel under `Tabs` with the same `id`. */
export function tabPanelProps(id: string, value: string) {
  return { role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': `${id}-${value}`, tabIndex: -1 } as const;
}
