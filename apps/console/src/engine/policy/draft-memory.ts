/** What was typed into a draft and not yet saved, kept in this browser. Storage may be blocked: then nothing is kept and nothing breaks. */
type Kept = {
  /** The saved state the typing started from: its name, its text and note. */
  readonly base: string;
  readonly baseText: string;
  readonly baseNote: string;
  readonly text: string;
  readonly note: string;
  readonly keptAt: string;
};
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (draftId: string): string => `haowu.policy-draft.${draftId}`;

/** `base` names the saved state the typing started from, so that a later save by someone else is noticed. */
export function keepTyping(store: Store, draftId: string, kept: Kept): void {
  try {
    store.setItem(keyOf(draftId), JSON.stringify(kept));
  } catch {
    // blocked or full: the page still holds it
  }
}

/** What was typed before, or null when there is nothing or it cannot be read. */
export function recallTyping(store: Store, draftId: string): Kept | null {
  try {
    const held = JSON.parse(store.getItem(keyOf(draftId)) ?? 'null') as Partial<Kept> | null;
    if (typeof held?.text !== 'string' || typeof held.base !== 'string') return null;
    return {
      base: held.base,
      baseText: held.baseText ?? '{}',
      baseNote: held.baseNote ?? '',
      text: held.text,
      note: held.note ?? '',
      keptAt: held.keptAt ?? '',
    };
  } catch {
    return null;
  }
}

/** Once saved, or thrown away on purpose. */
export function forgetTyping(store: Store, draftId: string): void {
  try {
    store.removeItem(keyOf(draftId));
  } catch {
    // nothing was kept
  }
}
