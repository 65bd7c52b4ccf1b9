import { evaluateLine } from '../../../server/src/quality/evaluate-line.ts';
import type { FactType, LineFact } from '../../../server/src/quality/fact.ts';
import { ratingType } from '../../../server/src/quality/fact.ts';
import { rulesetOf } from '../../../server/src/quality/rulesets/index.ts';
import { purposes } from './draws.ts';
import { claimOf, earn, qualityOf } from './sellers.ts';
import { dayMs, hourMs, type Line, type Listener, type Town, townStart } from './town-state.ts';
import { moveTrust, spend } from './viewers.ts';

const ruleset = rulesetOf();

/** What will happen to a line, hour by hour. */
type Step = (at: number) => void;

/** What is to come, by hour; nothing is ever planned for the past. */
export interface Calendar {
  plan(at: number, step: Step): void;
  /** Lets everything happen that is due before a time. */
  runTo(at: number): void;
}

export function createCalendar(from: number): Calendar {
  const hours: ({ at: number; step: Step }[] | undefined)[] = [];
  let reached = 0;
  return {
    plan(at, step) {
      const hour = Math.max(reached, Math.floor((at - from) / hourMs));
      hours[hour] ??= [];
      hours[hour].push({ at, step });
    },
    runTo(at) {
      const until = Math.floor((at - from) / hourMs);
      for (; reached < until; reached++) {
        const due = hours[reached];
        if (!due) continue;
        // What is planned for this very hour while it runs is met as well.
        for (let index = 0; index < due.length; index++) due[index]!.step(due[index]!.at);
        hours[reached] = undefined;
      }
    },
  };
}

export interface Aftermath {
  readonly town: Town;
  readonly listener: Listener;
  readonly calendar: Calendar;
}

function addFact(line: Line, type: FactType, affectedMinor = 0, root = `${line.facts.length}`): void {
  const fact: LineFact = { id: `${line.facts.length}`, type, affectedMinor: BigInt(affectedMinor), rootFactId: root };
  line.facts.push(fact);
}

/** What the line is worth by the ruleset of the platform, with the facts known so far. */
export function valueLine(line: Line): void {
  const { product } = line;
  const value = evaluateLine(
    {
      paidMinor: BigInt(line.paidMinor),
      facts: line.facts,
      references: {
        unratedBp: ruleset.unrated.startBp,
        price: {
          unitMinor: BigInt(product.priceMinor),
          referenceMinor: BigInt(Math.max(1, product.usualMinor)),
          comparablesCount: 10,
        },
      },
    },
    ruleset,
  );
  line.netMinor = Number(value.netMinor);
  line.cleanMinor = Number(value.cleanMinor);
  line.qualityMinor = Number(value.qgmvMinor);
}

/** The whole course of a paid line: parcel, receipt, judgement, return, harm found out, settlement. */
export function followLine(aftermath: Aftermath, line: Line): void {
  const { town, listener, calendar } = aftermath;
  const { draws } = town;
  const { key, paidAt, shop } = line;
  const late = draws.unit(purposes.dispatch, key) < shop.lateDispatch;
  const waitHours = late
    ? 50 + 50 * draws.unit(purposes.dispatch, key, 1)
    : 4 + 40 * draws.unit(purposes.dispatch, key, 1);
  const sentAt = paidAt + waitHours * hourMs;
  const deliveredAt = sentAt + (2 + 3 * draws.unit(purposes.transit, key)) * dayMs;
  const confirmsSoon = draws.unit(purposes.receive, key) < 0.6;
  const receivedAt = deliveredAt + (confirmsSoon ? 2 * draws.unit(purposes.receive, key, 1) : 10) * dayMs;
  earn(town, line, line.paidMinor);
  if (late) addFact(line, waitHours < 72 ? 'late_pickup_24h' : 'late_pickup_48h');
  calendar.plan(deliveredAt, (at) => {
    listener.delivered(line, Math.floor(at));
    // Opened where it was left; the receipt may be confirmed later.
    calendar.plan(at + (0.2 + 1.5 * draws.unit(purposes.felt, key, 1)) * dayMs, (opened) =>
      judge(aftermath, line, late, opened),
    );
  });
  calendar.plan(receivedAt, (at) => {
    line.receivedAt = at;
    addFact(line, 'received');
  });
  if (line.fake) planDetection(aftermath, line, 'fake_trade', town.world.governance.fakeTradeDetection);
  else if (line.product.counterfeit) {
    planDetection(aftermath, line, 'counterfeit', town.world.governance.counterfeitDetection);
  }
  const settledAt = receivedAt + ruleset.maturity.settledDays * dayMs;
  calendar.plan(settledAt, (at) => {
    line.settledAt = at;
    valueLine(line);
    listener.settled(line, { ...line, rulesetVersion: ruleset.version }, Math.floor(at));
  });
}

function planDetection(
  { town, calendar, listener }: Aftermath,
  line: Line,
  type: 'fake_trade' | 'counterfeit',
  chance: number,
): void {
  if (town.draws.unit(purposes.detect, line.key) >= chance) return;
  const days = 8 + 14 * town.draws.unit(purposes.detectDay, line.key);
  calendar.plan(line.paidAt + days * dayMs, (at) => {
    addFact(line, type, line.paidMinor, 'harm');
    line.shop.confirmedHarm++;
    // Found out after settlement: the book is corrected by a dated entry.
    if (line.settledAt > 0) {
      valueLine(line);
      listener.settled(line, { ...line, rulesetVersion: ruleset.version }, Math.floor(at));
    }
    if (type === 'fake_trade') earn(town, line, -line.paidMinor);
    else {
      if (giveBack(town, line, 'refund_quality', 'harm')) listener.refunded(line, true, Math.floor(at));
      moveTrust(town.world, line.viewer, -2);
    }
  });
}

/** The money goes back, once. */
function giveBack(town: Town, line: Line, type: FactType, root: string): boolean {
  if (line.refunded) return false;
  line.refunded = true;
  addFact(line, type, line.paidMinor, root);
  earn(town, line, -line.paidMinor);
  spend(line.viewer, -line.paidMinor, (line.paidAt - townStart) / dayMs);
  return true;
}

/** How it turned out: goods against their promise, the parcel's lateness, luck; then stars, a return, a complaint. */
function judge(aftermath: Aftermath, line: Line, late: boolean, at: number): void {
  const { town, calendar } = aftermath;
  const { draws, world } = town;
  const { key, viewer, product } = line;
  if (line.fake) {
    rate(aftermath, line, 5, null, at);
    return;
  }
  const quality = qualityOf(town, product);
  const noticed = product.counterfeit && draws.unit(purposes.noticeFake, key) < 0.5;
  const gap = Math.max(0, claimOf(town, product) - quality - 0.1);
  const unnoticed = product.counterfeit && !noticed ? 0.25 : 0;
  const felt = quality + unnoticed - 0.35 * gap - (late ? 0.12 : 0) + 0.12 * draws.normal(purposes.felt, key);
  const stars = starsOf(felt + 0.06 - 0.12 * viewer.strictness);
  const bad = felt < 0.45;
  if (felt > 0.72) line.delight = true;
  moveTrust(world, viewer, felt > 0.72 ? 1 : felt < 0.3 ? -1 : felt < 0.45 ? -0.5 : 0.2);
  if (draws.unit(purposes.rate, key) < (bad ? 0.6 : 0.45)) {
    const asShown = line.clip ? !(gap > 0.2 && felt < 0.5 && draws.unit(purposes.rate, key, 1) < 0.7) : null;
    rate(aftermath, line, stars, asShown, at);
  }
  if (draws.unit(purposes.complain, key) < (felt < 0.3 ? 0.1 : bad ? 0.03 : 0.002)) complain(aftermath, line, at);

  const sendsBack = draws.unit(purposes.sendBack, key) < (felt < 0.3 ? 0.55 : bad ? 0.2 : felt < 0.58 ? 0.04 : 0.01);
  const category = world.categories[product.category]!;
  // Who buys what he never meant to buy changes his mind more often.
  const doubts = category.noReasonReturns * (line.latentTruth ? 1.2 : 1);
  const changesMind = draws.unit(purposes.noReason, key) < doubts;
  if (!sendsBack && !changesMind) {
    if (line.latentSeen && draws.unit(purposes.impulse, key) < 0.05 + 0.2 * Number(bad)) line.regret = true;
    return;
  }
  if (line.latentSeen) line.regret = true;
  const decidedAt = at + (1 + 4 * draws.unit(purposes.sendBack, key, 1)) * dayMs;
  calendar.plan(decidedAt, (decided) => {
    // Goods that turn out to be counterfeit later did one harm, not two.
    const root = product.counterfeit ? 'harm' : 'return';
    if (!giveBack(town, line, sendsBack ? 'refund_quality' : 'refund_no_reason', root)) return;
    aftermath.listener.refunded(line, sendsBack, Math.floor(decided));
    if (!sendsBack) return;
    line.qualityReturn = true;
    addFact(line, 'quality_fault', line.paidMinor, root);
  });
}

function starsOf(felt: number): 1 | 2 | 3 | 4 | 5 {
  if (felt > 0.7) return 5;
  if (felt > 0.57) return 4;
  if (felt > 0.45) return 3;
  return felt > 0.3 ? 2 : 1;
}

function rate(
  { listener }: Aftermath,
  line: Line,
  stars: 1 | 2 | 3 | 4 | 5,
  asShown: boolean | null,
  at: number,
): void {
  addFact(line, ratingType(stars));
  if (asShown === false) addFact(line, 'not_as_shown');
  line.shop.starsSum += stars;
  line.shop.starsCount++;
  listener.reviewed(line, stars, asShown, Math.floor(at));
}

/** Taken to the platform and upheld; the clip that sold it is reported. */
function complain({ listener }: Aftermath, line: Line, at: number): void {
  line.complaint = true;
  addFact(line, 'complaint_upheld');
  listener.complained(line, Math.floor(at));
}
