import type { ReactNode } from 'react';

export type Tone = 'good' | 'waits' | 'bad' | 'case' | 'plain';

/** A state as a word on a soft ground; the word carries the meaning, the colour only helps. */
export function StateTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`desk-state ${tone === 'plain' ? '' : `desk-state-${tone}`}`}>{children}</span>;
}
