import type { EngineEvent, ItemFacts } from '../index.ts';
import { createRandom, type Random } from '../random.ts';

/** For tests: a town whose true chances are known. What decides them is hidden: viewers' tastes, sellers' honesty. */
export interface HiddenTown {
  readonly items: readonly ItemFacts[];
  /** Encounters in the order of time: what is told at once, and what comes days later. */
  readonly encounters: readonly Encounter[];
  /** Share of the price that is left of a sale, by shop. */
  readonly honesty: ReadonlyMap<string, number>;
}

export interface Encounter {
  readonly at: number;
  readonly viewerId: string;
  readonly itemId: string;
  readonly requestId: string;
  /** Truth for a place nobody favours. */
  readonly click: number;
  readonly affinity: number;
  readonly events: readonly EngineEvent[];
  readonly clicked: boolean;
}

export const townStart = Date.UTC(2026, 2, 1);
const dayMs = 86_400_000;
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random() * 0.999999)) * Math.cos(2 * Math.PI * random());

export interface HiddenTownOptions {
  readonly seed: string;
  readonly viewers: number;
  readonly items: number;
  readonly encounters: number;
  /** How far tastes differ within a category, by style of author; 0: nothing but category matters. */
  readonly taste?: number;
  readonly days?: number;
}

export function hiddenTown(options: HiddenTownOptions): HiddenTown {
  const { seed, viewers, items: itemCount, encounters: count, taste = 1.2, days = 30 } = options;
  const random = createRandom(seed);
  const authors = Math.ceil(itemCount / 10);
  const shops = Math.max(4, Math.ceil(itemCount / 25));
  const style = Array.from({ length: authors }, () => [normal(random), normal(random)]);
  const honesty = new Map(Array.from({ length: shops }, (_, shop) => [`s${shop}`, 0.3 + 0.7 * (shop / (shops - 1))]));
  const lengths = [7_000, 15_000, 30_000, 60_000, 120_000];
  const items = Array.from({ length: itemCount }, (_, index): ItemFacts => {
    const author = Math.floor(random() * authors);
    return {
      itemId: `i${index}`,
      kind: 'video',
      authorId: `a${author}`,
      shopId: `s${index % shops}`,
      categoryIds: [`c${index % 8}`],
      tags: [`t${author % 12}`],
      publishedAt: townStart - Math.floor(random() * 20) * dayMs,
      durationMs: lengths[Math.floor(random() * lengths.length)]!,
      hasGoods: true,
      priceMinor: 1_000 + Math.floor(random() * 9_000),
    };
  });
  const charm = items.map(() => 0.5 * normal(random));
  const people = Array.from({ length: viewers }, () => ({
    loves: Array.from({ length: 8 }, () => 0.8 * normal(random)),
    style: [taste * normal(random), taste * normal(random)],
    eager: 0.5 * normal(random),
  }));
  const encounters: Encounter[] = [];
  for (let number = 0; number < count; number++) {
    const viewer = Math.floor(random() * viewers);
    const index = Math.floor(random() * itemCount);
    const { itemId, authorId, categoryIds, durationMs, shopId, priceMinor } = items[index]!;
    const person = people[viewer]!;
    const look = style[Number(authorId.slice(1))]!;
    const affinity =
      person.loves[Number(categoryIds[0]!.slice(1))]! +
      person.style[0]! * look[0]! +
      person.style[1]! * look[1]! +
      charm[index]!;
    const position = Math.floor(random() * 10);
    const at = townStart + Math.floor((number / count) * days * dayMs);
    const click = sigmoid(-2.2 + person.eager + affinity);
    const clicked = random() < sigmoid(-1.7 + person.eager + affinity - 0.25 * position);
    const requestId = `r${number}`;
    const told = (kind: EngineEvent['kind'], more: Partial<EngineEvent> = {}, laterMs = 0): EngineEvent => ({
      id: `${requestId}-${kind}-${laterMs}`,
      at: at + laterMs,
      viewerId: `u${viewer}`,
      itemId,
      kind,
      requestId,
      ...more,
    });
    // How long one watches depends on liking, and grows with the clip: less than in proportion, as with people.
    const watchMs = Math.min(
      durationMs!,
      Math.round(durationMs! ** 0.75 * 6 * Math.exp(0.55 * affinity + 0.5 * normal(random))),
    );
    const events = [
      told('impression', { position, source: random() < 0.5 ? 'trending' : 'interest' }),
      told('watch', { watchMs }, watchMs),
    ];
    if (clicked) {
      events.push(told('click', {}, watchMs));
      if (random() < sigmoid(-0.4 + 0.5 * affinity - priceMinor! / 8_000)) {
        const line = { lineId: `l${number}` };
        const kept = random() < honesty.get(shopId!)!;
        events.push(told('paid', { ...line, amountMinor: priceMinor! }, 3_600_000));
        events.push(told('delivered', line, 2 * dayMs));
        if (!kept) events.push(told('refunded', line, 4 * dayMs));
        events.push(
          told('settled', { ...line, paidMinor: priceMinor!, qualityMinor: kept ? priceMinor! : 0 }, 18 * dayMs),
        );
      }
    }
    encounters.push({ at, viewerId: `u${viewer}`, itemId, requestId, click, affinity, events, clicked });
  }
  return { items, encounters, honesty };
}

/** All events as a host would tell them: by time. */
export const eventsByTime = (encounters: readonly Encounter[]): EngineEvent[] =>
  encounters.flatMap(({ events }) => events).sort((a, b) => a.at - b.at);
