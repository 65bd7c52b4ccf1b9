/**
 * Ledger: money only, as transfers between named accounts.
 * Promises that debits equal credits to the minor unit, that a key is posted once, and that nothing is ever edited.
 * Never knows why money moves; quality figures are another book.
 */

export { keyPrefixTotal, kindTotals } from './kind-totals.ts';
export { postTransfers, type Transfer } from './post-transfers.ts';
export { accountBalances, balanceOf, ledgerTotals, transfersOf } from './read-balances.ts';
