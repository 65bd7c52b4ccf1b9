/**
 * A copy of something in the database that is at most `staleMs` old when it is handed out. It is read again in the
 * background from `refreshMs` on, by one reader at a time; whoever comes after `staleMs` waits for that reader.
 */
export type FreshCopy = {
  /** Nothing to wait for, or the read to wait for; it throws what the read throws. */
  ready(): Promise<void> | undefined;
  /** A read that starts after this call: whatever is committed now is in it. */
  renew(): Promise<void>;
};

export function freshCopy(options: { refreshMs: number; staleMs: number; read(): Promise<void> }): FreshCopy {
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;
  const start = (): Promise<void> => {
    // The age counts from before the read: what commits during it may be missing.
    const startedAt = performance.now();
    reading ??= options
      .read()
      .then(() => {
        readAt = startedAt;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return {
    ready() {
      const ageMs = performance.now() - readAt;
      if (ageMs < options.refreshMs) return undefined;
      const started = start();
      if (ageMs < options.staleMs) {
        started.catch(() => {});
        return undefined;
      }
      return started;
    },
    async renew() {
      await reading?.catch(() => {});
      await start();
    },
  };
}
