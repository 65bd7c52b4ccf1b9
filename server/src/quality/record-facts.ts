import { type Act, businessDay } from '../kernel/index.ts';
import { derivedId, type NewLine, type NewLineFact } from './book.ts';
import { isRating } from './fact.ts';
import { repriceLines, unratedReferences } from './reprice-lines.ts';
import { currentRulesetVersion, rulesetOf } from './rulesets/index.ts';
import { addRatings, insertFacts, insertLines, lockPositions, selectFacts } from './store.ts';

/**
 * Opens paid lines and records facts, then prices every line they touch. Facts may come in any order, also before their
 * line; what is already in the book has no second effect.
 */
export async function recordInBook(
  act: Act,
  entry: { lines: readonly NewLine[]; facts: readonly NewLineFact[] },
): Promise<void> {
  const opened = new Set(await openLines(act, entry.lines));
  const paid = entry.lines.map(
    (line): NewLineFact => ({
      lineId: line.lineId,
      type: 'paid',
      affectedMinor: line.paidMinor,
      occurredAt: line.paidAt,
      rootFactId: line.orderId,
      evidence: `order ${line.orderNumber}`,
    }),
  );
  const recorded = await insertFacts(act, [...paid, ...entry.facts], act.world.systemClock.now());
  const touched = new Set([...opened, ...recorded.map((fact) => fact.lineId)]);
  if (touched.size === 0) return;
  const positions = await lockPositions(act, [...touched]);
  const facts = await selectFacts(
    act,
    positions.map((position) => position.lineId),
  );
  await repriceLines(act, positions, facts, (position) => (opened.has(position.lineId) ? 'opened' : 'facts'));

  // A rating that came before its line counts for the means when the line opens.
  const positionById = new Map(positions.map((position) => [position.lineId, position]));
  const ratings = [
    ...recorded.filter((fact) => !opened.has(fact.lineId)),
    ...facts.filter((fact) => opened.has(fact.lineId)),
  ];
  await addRatings(
    act,
    ratings.flatMap((fact) => {
      const position = positionById.get(fact.lineId);
      if (!position || !isRating(fact.type)) return [];
      const rule = rulesetOf(position.rulesetVersion).facts[fact.type];
      const deductionBp = rule.kind === 'deduction' ? rule.bp : 0;
      return [{ productId: position.productId, categoryId: position.categoryId, deductionBp }];
    }),
  );
}

/** Records facts about lines (what other rooms know by event arrives through the subscriber). */
export async function recordFacts(act: Act, facts: readonly NewLineFact[]): Promise<void> {
  await recordInBook(act, { lines: [], facts });
}

/**
 * Upholds a buyer's answer "not as shown in the content": from then on it costs (DOMAIN 3.2, as-described).
 * It is a root of its own beside the stars of the same review: two answers, two dimensions.
 */
export async function upholdNotAsShown(
  act: Act,
  answer: { lineId: string; reviewId: string; evidence: string },
): Promise<void> {
  await recordFacts(act, [
    {
      lineId: answer.lineId,
      type: 'not_as_shown_upheld',
      affectedMinor: null,
      occurredAt: act.now,
      rootFactId: derivedId('as-shown', answer.reviewId),
      evidence: answer.evidence,
    },
  ]);
}

async function openLines(act: Act, lines: readonly NewLine[]): Promise<string[]> {
  if (lines.length === 0) return [];
  const unrated = await unratedReferences(
    act,
    lines.map((line) => ({ ...line, rulesetVersion: currentRulesetVersion })),
  );
  return insertLines(
    act,
    lines.map((line) => ({
      ...line,
      paidDay: businessDay(line.paidAt, act.world.config.zone),
      unratedBp: unrated.get(line.lineId) ?? 0,
    })),
    currentRulesetVersion,
  );
}
