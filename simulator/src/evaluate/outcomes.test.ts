import { expect, test } from 'vitest';
import { openTown } from './open-town.ts';
import { createCalendar, followLine, valueLine } from './outcomes.ts';
import { openShop } from './sellers.ts';
import { openLine } from './serve-day.ts';
import { smallWorld } from './test-worlds.ts';
import { type Line, type Listener, timeOf } from './town-state.ts';
import type { SellerKindName, World } from './world-file.ts';

/** Writes down what the platform is told, by kind and line. */
function recorder(): { listener: Listener; told: string[] } {
  const told: string[] = [];
  const note = (what: string) => (sale: unknown) => void told.push(`${what} ${(sale as { id: string }).id}`);
  const listener: Listener = {
    acted: () => {},
    clipChanged: () => {},
    productChanged: () => {},
    placed: note('placed'),
    paid: note('paid'),
    delivered: note('delivered'),
    refunded: note('refunded'),
    reviewed: note('reviewed'),
    complained: note('complained'),
    settled: note('settled'),
  };
  return { listener, told };
}

/** A hundred lines of one kind of seller, followed to their end. */
function sell(
  kind: SellerKindName,
  change: (world: World) => World = (world) => world,
): { lines: Line[]; told: string[] } {
  const town = openTown(change(smallWorld('everyday', 20)), 5);
  const { listener, told } = recorder();
  const calendar = createCalendar(timeOf(0));
  const shop = openShop(town, listener, 123, -10, kind);
  for (let index = 0; index < 100; index++) {
    const line = openLine(town, {
      key: index,
      viewer: town.viewers[index % 20]!,
      buyerId: 'b',
      clip: null,
      product: town.products[shop.products[0]!]!,
      paidAt: timeOf(0.5),
      fake: kind === 'cheat',
      latentTruth: false,
      latentSeen: false,
    });
    followLine({ town, listener, calendar }, line);
  }
  calendar.runTo(timeOf(60));
  for (const line of town.lines) valueLine(line);
  return { lines: town.lines, told };
}

const worth = (lines: readonly Line[]): number =>
  lines.reduce((sum, { qualityMinor }) => sum + qualityMinor, 0) /
  lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0);

test('honest goods are kept, careless ones less, bait comes back', () => {
  const [honest, careless, bait] = (['honest', 'careless', 'bait'] as const).map((kind) => worth(sell(kind).lines));
  expect(honest).toBeGreaterThan(0.8);
  expect(careless).toBeGreaterThan(bait!);
  expect(careless).toBeLessThan(honest!);
  expect(bait).toBeLessThan(0.4);
});

test('a confirmed counterfeit costs three times what was paid, and its money goes back once', () => {
  const { lines, told } = sell('counterfeit', (world) => ({
    ...world,
    governance: { ...world.governance, counterfeitDetection: 1 },
  }));
  for (const line of lines) {
    expect(line.netMinor).toBe(0);
    expect(line.qualityMinor).toBe(-3 * line.paidMinor);
    expect(told.filter((each) => each === `refunded ${line.id}`)).toHaveLength(1);
  }
});

test('a staged order is worth nothing once it is confirmed, less its debit', () => {
  const { lines } = sell('cheat', (world) => ({
    ...world,
    governance: { ...world.governance, fakeTradeDetection: 1 },
  }));
  for (const line of lines) expect(line.qualityMinor).toBe(Math.round(-0.1 * line.paidMinor));
});

test('a line is delivered before it is judged, and settles fifteen days after its receipt', () => {
  const { lines, told } = sell('careless');
  for (const line of lines) {
    const of = (what: string): number => told.indexOf(`${what} ${line.id}`);
    expect(of('delivered')).toBeGreaterThanOrEqual(0);
    for (const what of ['reviewed', 'refunded', 'complained']) {
      if (of(what) >= 0) expect(of(what)).toBeGreaterThan(of('delivered'));
    }
    expect(of('settled')).toBeGreaterThan(of('delivered'));
    expect(line.settledAt - line.receivedAt).toBe(15 * 86_400_000);
  }
});

test('the calendar lets things happen in the order of hours, also what is planned on the way', () => {
  const calendar = createCalendar(timeOf(0));
  const met: string[] = [];
  calendar.plan(timeOf(2), () => met.push('second'));
  calendar.plan(timeOf(1), () => {
    met.push('first');
    calendar.plan(timeOf(1), () => met.push('at once'));
    calendar.plan(timeOf(0), () => met.push('too late'));
  });
  calendar.runTo(timeOf(1.5));
  expect(met).toEqual(['first', 'at once', 'too late']);
  calendar.runTo(timeOf(3));
  expect(met).toEqual(['first', 'at once', 'too late', 'second']);
});
