import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What the sandbox remembers; every change is one line of its journal, so a restart forgets nothing. */
export type SandboxPayment = {
  paymentId: string;
  reference: string;
  keys: string[];
  amountMinor: number;
  currency: string;
  method: string;
  state: 'pending' | 'captured' | 'failed' | 'closed';
  refunds: { refundId: string; key: string; amountMinor: number; reference: string }[];
};

export type Notice = {
  id: string;
  type: 'payment.captured' | 'payment.failed' | 'refund.succeeded' | 'refund.failed';
  paymentId: string;
  refundId?: string;
  amountMinor: number;
  currency: string;
  reason?: string;
  occurredAt: string;
};

type Line =
  | { kind: 'payment'; payment: SandboxPayment }
  | { kind: 'notice'; notice: Notice }
  | { kind: 'delivered'; noticeId: string };

export type SandboxBank = ReturnType<typeof openSandboxBank>;

/** The provider's own books: payments, refunds, undelivered notices. `folder` undefined keeps them in memory (tests). */
export function openSandboxBank(folder: string | undefined) {
  const payments = new Map<string, SandboxPayment>();
  const notices = new Map<string, Notice>();
  const undelivered = new Map<string, Notice>();
  const file = folder ? path.join(folder, 'journal.jsonl') : undefined;
  if (folder) mkdirSync(folder, { recursive: true });

  const take = (line: Line) => {
    if (line.kind === 'payment') payments.set(line.payment.paymentId, line.payment);
    else if (line.kind === 'delivered') undelivered.delete(line.noticeId);
    else {
      notices.set(line.notice.id, line.notice);
      undelivered.set(line.notice.id, line.notice);
    }
  };
  if (file && existsSync(file)) {
    const journal = readFileSync(file, 'utf8');
    if (journal !== '' && !journal.endsWith('\n')) appendFileSync(file, '\n');
    for (const text of journal.split('\n')) {
      if (!text) continue;
      try {
        take(JSON.parse(text) as Line);
      } catch {
        // The last line of a killed process may be cut; its call was never answered and comes again.
      }
    }
  }
  // One append for what belongs together: a kill leaves both lines or none.
  const write = (...lines: Line[]) => {
    if (file) appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    for (const line of lines) take(line);
  };
  return {
    payments,
    undelivered,
    save: (payment: SandboxPayment) => write({ kind: 'payment', payment }),
    /** A change that must be told: the payment and its notice are kept together. */
    saveAndTell: (payment: SandboxPayment, notice: Notice) =>
      write({ kind: 'payment', payment }, { kind: 'notice', notice }),
    markDelivered: (noticeId: string) => write({ kind: 'delivered', noticeId }),
    noticeOf: (paymentId: string) =>
      [...notices.values()]
        .filter((notice) => notice.paymentId === paymentId && notice.type.startsWith('payment.'))
        .at(-1),
    /** The statement of one UTC day, as a provider sends it for reconciliation. */
    statement(day: string): string {
      const rows = [...notices.values()]
        .filter(
          (notice) =>
            notice.occurredAt.startsWith(day) &&
            (notice.type === 'payment.captured' || notice.type === 'refund.succeeded'),
        )
        .map((notice) =>
          [
            notice.occurredAt,
            notice.type,
            notice.paymentId,
            notice.refundId ?? '',
            notice.amountMinor,
            notice.currency,
          ].join(','),
        );
      return ['occurred_at,type,payment_id,refund_id,amount_minor,currency', ...rows].join('\n');
    },
  };
}
