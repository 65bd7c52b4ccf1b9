import type { z } from 'zod';
import { checkStock } from '../inventory/index.ts';
import { defaultCurrency, type Queryable, toMoneyJson, type World } from '../kernel/index.ts';
import { accountBalances, keyPrefixTotal, kindTotals, ledgerTotals } from '../ledger/index.ts';
import { orderTotals } from '../orders/index.ts';
import { paymentTotals } from '../payments/index.ts';
import { bookTotals, checkChains, checkPositions } from '../quality/index.ts';
import { owedTotals } from '../settlement/index.ts';
import type { readBooks } from './contract.ts';

type Books = z.input<(typeof readBooks)['answer']>;
type Check = Books['checks'][number];

/** The page checks the newest rows; `checkChains` without a bound reads all of the last 30 days. */
const chainRowsMax = 10_000;
const triesMax = 4;
const waitMs = 400;

/**
 * Compares the books with each other. Rooms hear of a fact a moment after it is true, so a difference counts only when
 * it is still there after a second.
 */
export async function checkBooks(world: World): Promise<Books> {
  let checks = await runChecks(world.database);
  for (let tries = 1; tries < triesMax && checks.some((check) => !check.ok); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    checks = await runChecks(world.database);
  }
  const balances = await accountBalances(world.database);
  return {
    checkedAt: world.systemClock.now().toISOString(),
    checks,
    accounts: balances.map((balance) => ({
      account: balance.account,
      balance: toMoneyJson(balance.balanceMinor, balance.currency),
    })),
  };
}

async function runChecks(database: Queryable): Promise<Check[]> {
  return [
    await checkLedger(database),
    await checkPayments(database),
    await checkOrders(database),
    await checkStockCounts(database),
    await checkQuality(database),
    await checkCommissions(database),
  ];
}

/** Debits equal credits over all accounts. */
async function checkLedger(database: Queryable): Promise<Check> {
  return compare('ledger', [['debits − credits', await ledgerTotals(database), 0n]]);
}

/** What the payments room captured and paid back is what the ledger took in and gave out. */
async function checkPayments(database: Queryable): Promise<Check> {
  const payments = await paymentTotals(database);
  const kinds = await kindTotals(database);
  return compare('payments', [
    ['captured', payments.capturedMinor, kinds.get('capture')?.amountMinor ?? 0n],
    ['refunds promised', payments.refundsPromisedMinor, kinds.get('refund')?.amountMinor ?? 0n],
    ['refunds paid', payments.refundsPaidMinor, kinds.get('refund_paid')?.amountMinor ?? 0n],
  ]);
}

/** Every captured fen belongs to a paid order or went back at once; every refund of an order left escrow. */
async function checkOrders(database: Queryable): Promise<Check> {
  const orders = await orderTotals(database);
  const kinds = await kindTotals(database);
  const returned = await keyPrefixTotal(database, 'refund:capture:');
  return compare('orders', [
    ['paid orders', orders.paidMinor, (kinds.get('capture')?.amountMinor ?? 0n) - returned],
    ['refunds of orders', orders.refundedMinor, (kinds.get('refund')?.amountMinor ?? 0n) - returned],
  ]);
}

async function checkStockCounts(database: Queryable): Promise<Check> {
  const differences = await checkStock(database);
  const [first] = differences;
  return {
    code: 'stock',
    ok: differences.length === 0,
    detail: first ? `SKU ${first.sku_id}` : '',
    differencesCount: differences.length,
  };
}

/** One quality line for each paid order line, of the same money; its losses add up; its chains are whole. */
async function checkQuality(database: Queryable): Promise<Check> {
  const book = await bookTotals(database);
  const orders = await orderTotals(database);
  const sums = compare('quality', [
    ['lines', BigInt(book.linesCount), BigInt(orders.linesCount)],
    ['paid', book.paidMinor, orders.linePaidMinor],
    ['net', book.netMinor, orders.linePaidMinor - orders.lineRefundedMinor],
  ]);
  const differences = [...(await checkPositions(database)), ...(await checkChains(database, chainRowsMax))];
  const details = [sums.detail, ...differences.slice(0, 3).map((each) => `${each.subject}: ${each.detail}`)];
  return {
    code: 'quality',
    ok: sums.ok && differences.length === 0,
    detail: details.filter((detail) => detail !== '').join('; '),
    differencesCount: sums.differencesCount + differences.length,
  };
}

/** What settlement owes creators and shops, and holds for lines not settled, is what the accounts say. */
async function checkCommissions(database: Queryable): Promise<Check> {
  const owed = await owedTotals(database);
  const balances = new Map(
    (await accountBalances(database))
      // A capture in another currency goes back whole and owes nobody.
      .filter((balance) => balance.currency === defaultCurrency)
      .map((balance) => [balance.account, -balance.balanceMinor]),
  );
  return compare('commissions', [
    ['frozen commission', owed.frozenMinor, balances.get('commission-frozen') ?? 0n],
    ['creators', owed.creatorsMinor, balances.get('creator') ?? 0n],
    ['shops', owed.shopsMinor, balances.get('shop') ?? 0n],
    ['escrow', owed.heldMinor, balances.get('escrow') ?? 0n],
  ]);
}

function compare(code: string, pairs: readonly [name: string, one: bigint, other: bigint][]): Check {
  const different = pairs.filter(([, one, other]) => one !== other);
  return {
    code,
    ok: different.length === 0,
    detail: different.map(([name, one, other]) => `${name}: ${one} and ${other}`).join('; '),
    differencesCount: different.length,
  };
}
