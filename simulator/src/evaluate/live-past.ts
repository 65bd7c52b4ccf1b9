import { mix32, purposes } from './draws.ts';
import type { LatentLog } from './latent-log.ts';
import { qualityOf } from './sellers.ts';
import { dayMs, type Listener, type Product, type Sale, standing, type Town, timeOf } from './town-state.ts';

type Step = { at: number; run: () => void };

/**
 * The half-year before the first day: people looked for what they knew they wanted and bought it, so sellers have a
 * record and people a history. No policy had a hand in it, and latent interests stayed asleep.
 */
export function livePast(town: Town, listener: Listener, log: LatentLog): void {
  const { draws, world } = town;
  const goods: Product[][] = world.categories.map(() => []);
  for (const product of town.products) goods[product.category]!.push(product);
  const steps: Step[] = [];
  for (const viewer of town.viewers) {
    const mean = world.people.pastOrders * 2 * draws.unit(purposes.history, viewer.index, 1);
    const count = Math.floor(mean) + (draws.unit(purposes.history, viewer.index, 2) < mean % 1 ? 1 : 0);
    const known = world.categories
      .map((_, category) => category)
      .filter((category) => viewer.standing[category] === standing.open && goods[category]!.length > 0);
    const past = town.pastCategories[viewer.index]!;
    for (let number = 0; number < count && known.length > 0; number++) {
      const key = mix32(viewer.index, 300 + number);
      const category = known[Math.floor(draws.unit(purposes.historyPick, key) * known.length)]!;
      const offered = goods[category]!;
      const product = offered[Math.floor(draws.unit(purposes.historyPick, key, 1) * offered.length)]!;
      const day = -30 - 150 * draws.unit(purposes.historyPick, key, 2);
      viewer.boughtDay[category] = Math.max(viewer.boughtDay[category]!, day);
      log.knewBefore(viewer.index, category);
      past.set(category, (past.get(category) ?? 0) + 1);
      steps.push(...pastSale(town, listener, product, viewer.id, key, timeOf(day)));
    }
  }
  steps.sort((a, b) => a.at - b.at);
  for (const { run } of steps) run();
}

/** A purchase on the shelf, without content; judged a little more simply than those of the course. */
function pastSale(
  town: Town,
  listener: Listener,
  product: Product,
  buyerId: string,
  key: number,
  paidAt: number,
): Step[] {
  const { draws } = town;
  const shop = town.shops[product.shop]!;
  const sale: Sale = { id: `h${key}`, buyerId, clip: null, product, shop, paidMinor: product.priceMinor };
  const after = (days: number, run: (at: number) => void): Step => {
    const at = Math.floor(paidAt + days * dayMs);
    return { at, run: () => run(at) };
  };
  const felt = qualityOf(town, product) + 0.12 * draws.normal(purposes.felt, key);
  const steps = [
    after(0, (at) => listener.placed(sale, at)),
    after(0.001, (at) => listener.paid(sale, at)),
    after(4, (at) => listener.delivered(sale, at)),
  ];
  if (draws.unit(purposes.rate, key) < 0.45) {
    const stars = felt > 0.7 ? 5 : felt > 0.57 ? 4 : felt > 0.45 ? 3 : felt > 0.3 ? 2 : 1;
    shop.starsSum += stars;
    shop.starsCount++;
    steps.push(after(5, (at) => listener.reviewed(sale, stars, null, at)));
  }
  if (felt < 0.45 && draws.unit(purposes.sendBack, key) < 0.35) {
    steps.push(after(7, (at) => listener.refunded(sale, true, at)));
  }
  return steps;
}
