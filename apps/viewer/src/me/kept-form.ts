import { useEffect, useState } from 'react';

/**
 * Form fields that survive a reload, a sign-in on the way, or a wrong tap: kept in this tab (sessionStorage) until
 * `forget` is called. Storage that is full or forbidden only costs the keeping.
 */
export function useKeptForm<Fields extends object>(
  key: string,
  start: Fields,
): [Fields, (change: Partial<Fields>) => void, () => void] {
  const storageKey = `haowu.form.${key}`;
  const [fields, setFields] = useState<Fields>(() => ({ ...start, ...read(storageKey) }));
  useEffect(() => write(storageKey, fields), [storageKey, fields]);
  const change = (part: Partial<Fields>) => setFields((before) => ({ ...before, ...part }));
  const forget = () => {
    setFields(start);
    remove(storageKey);
  };
  return [fields, change, forget];
}

function read(key: string): object {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
function write(key: string, value: object): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows may refuse storage; the form works without it.
  }
}
function remove(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // See above.
  }
}
