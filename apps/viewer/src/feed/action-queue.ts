export type ActionKind =
  | 'impression'
  | 'watch'
  | 'finish'
  | 'skip'
  | 'click_goods'
  | 'open_product'
  | 'share'
  | 'not_interested'
  | 'open_comments'
  | 'open_author';
export type Action = {
  readonly impressionToken: string;
  readonly kind: ActionKind;
  readonly occurredAt: string;
  readonly watchMs?: number;
  readonly productId?: string;
};
/** Sends one batch; resolves false when it did not arrive and should be tried again. */
export type SendBatch = (actions: readonly Action[], options: { leaving: boolean }) => Promise<boolean>;

const batchMax = 50;
const leavingBatchMax = 40;
const queueMax = 400;

/**
 * What the viewer did, in order, sent in batches. Each kind counts once per impression (of watches the longest waiting one);
 * what did not arrive is sent again with the next batch; beyond 400 waiting the oldest are let go.
 */
export class ActionQueue {
  #waiting: Action[] = [];
  #sent = new Set<string>();
  #sending: Promise<void> | undefined;
  readonly #send: SendBatch;

  constructor(send: SendBatch) {
    this.#send = send;
  }

  get waiting(): readonly Action[] {
    return this.#waiting;
  }

  record(action: Action): void {
    const key = `${action.kind} ${action.impressionToken}`;
    if (action.kind === 'watch') {
      const known = this.#waiting.findIndex((one) => `${one.kind} ${one.impressionToken}` === key);
      if (known >= 0) {
        if ((this.#waiting[known]?.watchMs ?? 0) < (action.watchMs ?? 0)) this.#waiting[known] = action;
        return;
      }
    } else {
      if (this.#sent.has(key)) return;
      this.#sent.add(key);
    }
    this.#waiting.push(action);
    if (this.#waiting.length > queueMax) this.#waiting.splice(0, this.#waiting.length - queueMax);
  }

  /** Resolves when everything recorded before the call was sent or could not be. Never throws. */
  async flush(): Promise<void> {
    while (this.#sending !== undefined) await this.#sending;
    if (this.#waiting.length === 0) return;
    this.#sending = this.#sendAll();
    await this.#sending;
    this.#sending = undefined;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchMax);
      const arrived = await this.#send(batch, { leaving: false }).catch(() => false);
      if (!arrived) {
        this.#waiting.unshift(...batch);
        return;
      }
    }
  }

  /** The page is being left: hands over what fits into one request that outlives it. */
  flushLeaving(): void {
    const batch = this.#waiting.splice(0, leavingBatchMax);
    if (batch.length === 0) return;
    void this.#send(batch, { leaving: true }).then(
      (arrived) => {
        if (!arrived) this.#waiting.unshift(...batch);
      },
      () => this.#waiting.unshift(...batch),
    );
  }

  clear(): void {
    this.#waiting = [];
    this.#sent.clear();
  }
}
