import type { Composition } from '../../server/src/app/compose.ts';
import {
  type BusinessClock,
  type Clock,
  createWorld,
  dayMs,
  openDatabase,
  registerSubscribers,
  type World,
} from '../../server/src/kernel/index.ts';
import { openSandboxBank, type PaymentProvider } from '../../server/src/payments/index.ts';
import { foundTown } from './found-town.ts';
import { playHistory } from './play-history.ts';
import { createRandom } from './random.ts';
import { createTownProvider } from './town-provider.ts';

export type FillOptions = {
  seed: number;
  days: number;
  peopleCount: number;
  stepsPerDay: number;
  /** Folder of the sandbox provider's journal; it learns the payments of the past, so that they can be refunded. */
  sandboxFolder?: string;
  tell(message: string): void;
};

/**
 * Fills a platform with the demo town and its past, which ends now: a world of its own on the same database, whose clocks
 * run through the days while everybody acts through the platform's own acts.
 */
export async function fillTown(
  world: World,
  compose: (provider: PaymentProvider) => Composition,
  options: FillOptions,
): Promise<void> {
  const end = world.systemClock.now().getTime();
  let now = end - options.days * dayMs;
  const clock: Clock = { now: () => new Date(now) };
  const businessClock: BusinessClock = {
    ...clock,
    offsetMs: () => 0,
    async advance(byMs) {
      now += byMs;
      return clock.now();
    },
    async refresh() {},
  };
  // The past is written once and flushed at the end; each of its commits need not wait for the disk.
  const separator = world.database.connectionString.includes('?') ? '&' : '?';
  const database = openDatabase({
    connectionString: `${world.database.connectionString}${separator}options=-c%20synchronous_commit%3Doff`,
    poolSize: 4,
  });
  try {
    const past = createWorld({ ...world, database, systemClock: clock, businessClock });
    const provider = createTownProvider(clock.now);
    const composition = compose(provider.provider);
    await registerSubscribers(past, composition.subscribers);
    const random = createRandom(options.seed);
    const town = await foundTown({ world: past, composition, random }, options.peopleCount);
    options.tell(
      `the town stands: ${town.shops.length} shops, ${town.products.length} products, ${town.creators.length} creators`,
    );
    await playHistory(town, {
      days: options.days,
      stepsPerDay: options.stepsPerDay,
      moveClock: (byMs) => {
        now = Math.min(end, now + byMs);
      },
      provider,
      tell: (day) => {
        if (day > 0 && day % 30 === 0) options.tell(`${day} of ${options.days} days lived`);
      },
    });
    // The planner has seen these tables empty; it should know what is in them before the first guest comes.
    await database.script('analyze');
    if (options.sandboxFolder) teachSandbox(options.sandboxFolder, provider.captured.values());
  } finally {
    await database.end();
  }
}

function teachSandbox(
  folder: string,
  captured: Iterable<{
    paymentId: string;
    reference: string;
    amountMinor: number;
    currency: string;
    method: string;
    refunds: { refundId: string; key: string; amountMinor: number }[];
  }>,
): void {
  const bank = openSandboxBank(folder);
  for (const payment of captured) {
    bank.save({
      ...payment,
      keys: [`${payment.paymentId}:1`],
      state: 'captured',
      refunds: payment.refunds.map((refund) => ({ ...refund, reference: `sbr_${refund.refundId}` })),
    });
  }
}
