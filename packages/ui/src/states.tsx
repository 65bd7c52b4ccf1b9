import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useKitWords } from './words.tsx';

export type Drawing = 'basket' | 'parcel' | 'cloud' | 'search' | 'bell' | 'heart' | 'film' | 'gate';

const drawings: Record<Drawing, ReactNode> = {
  basket: (
    <>
      <path d="M22 52h76l-8 38a6 6 0 0 1-6 5H36a6 6 0 0 1-6-5z" />
      <path d="M38 52c0-16 9-26 22-26s22 10 22 26M44 64v18M60 64v18M76 64v18" />
      <path className="hw-drawing-accent" d="M84 26c4-7 10-8 14-7-1 6-5 10-14 7zM84 26v8" />
    </>
  ),
  parcel: (
    <>
      <path d="m60 22 36 16v40L60 96 24 78V38zM24 38l36 17 36-17M60 55v41" />
      <path className="hw-drawing-accent" d="m42 30 36 17v14" />
    </>
  ),
  cloud: (
    <>
      <path d="M36 82a18 18 0 0 1-1-36 25 25 0 0 1 48-3 20 20 0 0 1 3 39z" />
      <path className="hw-drawing-accent" d="m52 58 16 14M68 58 52 72" />
    </>
  ),
  search: (
    <>
      <circle cx="54" cy="54" r="26" />
      <path d="m73 73 22 22" />
      <path className="hw-drawing-accent" d="M44 58c4-6 16-6 20 0M46 47h.01M62 47h.01" />
    </>
  ),
  bell: (
    <>
      <path d="M60 26c-15 0-24 11-24 26 0 18-8 22-8 30h64c0-8-8-12-8-30 0-15-9-26-24-26zM52 82a8 8 0 0 0 16 0" />
      <path className="hw-drawing-accent" d="M88 28c5 3 8 8 9 14M32 28c-5 3-8 8-9 14" />
    </>
  ),
  heart: (
    <>
      <path d="M60 92S24 72 24 46a18 18 0 0 1 36-6 18 18 0 0 1 36 6c0 26-36 46-36 46z" />
      <path className="hw-drawing-accent" d="M38 46a8 8 0 0 1 8-8" />
    </>
  ),
  film: (
    <>
      <rect x="36" y="20" width="48" height="80" rx="8" />
      <path d="M54 92h12" />
      <path className="hw-drawing-accent" d="m54 48 16 10-16 10z" />
    </>
  ),
  gate: (
    <>
      <path d="M24 96V46l36-20 36 20v50M40 96V58h40v38M60 58v38" />
      <path className="hw-drawing-accent" d="M54 78h.01M66 78h.01" />
    </>
  ),
};

/** Nothing here, said in one sentence, with one thing to do. */
export function EmptyState({
  drawing = 'basket',
  title,
  text,
  action,
  alert = false,
}: {
  drawing?: Drawing;
  title: string;
  text?: string;
  action?: ReactNode;
  alert?: boolean;
}) {
  return (
    <div className="hw-state" role={alert ? 'alert' : undefined}>
      <svg viewBox="0 0 120 120" width="120" height="120" className="hw-drawing" aria-hidden="true">
        {drawings[drawing]}
      </svg>
      <p className="hw-state-title">{title}</p>
      {text !== undefined && <p className="hw-state-text">{text}</p>}
      {action}
    </div>
  );
}

/** What went wrong and what to do about it. */
export function ErrorState({ title, text, onRetry }: { title: string; text?: string; onRetry?: () => void }) {
  const words = useKitWords();
  return (
    <EmptyState
      alert
      drawing="cloud"
      title={title}
      text={text}
      action={
        onRetry === undefined ? undefined : (
          <Button kind="outline" icon="refresh" onClick={onRetry}>
            {words.retry}
          </Button>
        )
      }
    />
  );
}

/** A grey shape where something will be; `lines` of text, or a block of the given size. */
export function Skeleton({
  lines,
  width = '100%',
  height = 16,
  radius,
}: {
  lines?: number;
  width?: number | string;
  height?: number | string;
  radius?: number;
}) {
  if (lines === undefined)
    return <span className="hw-skeleton" aria-hidden="true" style={{ width, height, borderRadius: radius }} />;
  return (
    <span className="hw-skeleton-lines" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="hw-skeleton" style={{ width: line === lines - 1 ? '60%' : '100%', height }} />
      ))}
    </span>
  );
}

/** Says "loading" to a screen reader around skeletons. */
export function Loading({ children }: { children: ReactNode }) {
  const words = useKitWords();
  return (
    <div role="status">
      <span className="hw-hidden">{words.loading}</span>
      {children}
    </div>
  );
}
