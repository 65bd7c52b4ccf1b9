/** The header of a write that a person starts anew each time; buying keeps its own key (`checkoutKey`). */
export function freshKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
