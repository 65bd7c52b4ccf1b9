const storageKey = 'haowu.search.history';
const kept = 12;

/** Words searched for on this device, newest first. They never leave it. */
export function searchHistory(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string').slice(0, kept) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(word: string): string[] {
  const next = [word, ...searchHistory().filter((known) => known !== word)].slice(0, kept);
  write(next);
  return next;
}

export function forgetSearches(): string[] {
  write([]);
  return [];
}

function write(words: string[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(words));
  } catch {
    // History is a convenience.
  }
}
