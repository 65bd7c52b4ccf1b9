import type { ReactNode } from 'react';

type TimelineStep = { key: string; title: ReactNode; at: string; text?: ReactNode };

/** Steps from the newest to the oldest, joined by a line; the newest is marked. */
export function Timeline({ steps, label }: { steps: TimelineStep[]; label: string }) {
  return (
    <ol aria-label={label} className="m-0 list-none p-0">
      {steps.map((step, index) => (
        <li key={step.key} className="relative grid grid-cols-[20px_1fr] gap-3 pb-5 last:pb-0">
          {index < steps.length - 1 && (
            <span aria-hidden="true" className="absolute top-4 bottom-0 left-[9.5px] w-px bg-line" />
          )}
          <span
            aria-hidden="true"
            className={`mt-1.5 size-2.5 justify-self-center rounded-full ${index === 0 ? 'bg-jade-fill ring-4 ring-jade-soft' : 'bg-control'}`}
          />
          <div>
            <p className={`m-0 text-sm ${index === 0 ? 'font-semibold text-ink' : 'text-ink-2'}`}>{step.title}</p>
            {step.text !== undefined && step.text !== '' && <p className="m-0 text-[13px] text-ink-2">{step.text}</p>}
            <p className="m-0 text-xs text-ink-3 tabular-nums">{step.at}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
