const storageKey = 'haowu.reviews.posted';
const keptMax = 200;

/** Review ids by order line, of reviews posted on this device: what 追评 needs. */
export function postedReview(lineId: string): string | null {
  return read()[lineId] ?? null;
}

export function keepPostedReview(lineId: string, reviewId: string): void {
  try {
    const kept = Object.entries({ ...read(), [lineId]: reviewId }).slice(-keptMax);
    localStorage.setItem(storageKey, JSON.stringify(Object.fromEntries(kept)));
  } catch {
    // Without storage the review itself is not affected.
  }
}

function read(): Record<string, string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}
