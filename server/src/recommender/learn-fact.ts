import type { Engine, EngineEvent } from '@haowu/interest-engine';
import type { Fact, FactType } from '../events/index.ts';
import type { PolicyInForce } from './policy-in-force.ts';
import type { KnownLine, Shelf } from './shelf.ts';

/** Types of facts a replica learns from. */
export const learnedFacts = [
  'product.published',
  'product.changed',
  'product.withdrawn',
  'video.published',
  'video.withdrawn',
  'order.placed',
  'order.paid',
  'parcel.delivered',
  'aftersale.completed',
  'review.posted',
  'report.filed',
  'restriction.imposed',
  'restriction.lifted',
  'viewer.merged',
  'viewer.personalisation_changed',
  'viewer.interests_changed',
  'viewer.history_cleared',
  'account.deleted',
  'quality-line.settled',
  'quality-line.matured',
  'quality-line.locked',
  'quality-line.restated',
  'recommender.policy_published',
] as const satisfies readonly FactType[];
type LearnedType = (typeof learnedFacts)[number];
export type LearnedFact = Fact<LearnedType>;

export type Mind = { engine: Engine; shelf: Shelf; policy: PolicyInForce };
type Line = Omit<KnownLine, 'paidMinor'>;
type LineEvent = 'order' | 'paid' | 'delivered' | 'refunded' | 'quality_fault' | 'settled';
type QualityFact = Fact<
  'quality-line.settled' | 'quality-line.matured' | 'quality-line.locked' | 'quality-line.restated'
>;

/** What each fact changes, in the engine and on the shelf. */
const table: { [Type in LearnedType]: (mind: Mind, fact: Fact<Type>) => void } = {
  'product.published': ({ shelf }, { data }) => shelf.putProduct({ ...data, published: true }),
  'product.changed': ({ shelf }, { data }) =>
    shelf.putProduct({ ...data, published: shelf.product(data.productId)?.published ?? false }),
  'product.withdrawn'({ shelf }, { data }) {
    const known = shelf.product(data.productId);
    if (known) shelf.putProduct({ ...known, published: false });
  },
  'video.published': ({ shelf }, { data }) => shelf.putVideo({ ...data, published: true }),
  'video.withdrawn'({ shelf }, { data }) {
    const known = shelf.video(data.videoId);
    if (known) shelf.putVideo({ ...known, published: false });
  },
  'order.placed'(mind, fact) {
    const { orderId, buyerId } = fact.data;
    const lines = fact.data.lines.map(({ lineId, productId, contentId, paidMinor }) => ({
      lineId,
      productId,
      contentId,
      paidMinor,
    }));
    mind.shelf.putOrder(orderId, { buyerId, lines });
    learnLines(mind, fact, 'order', buyerId, lines);
  },
  'order.paid': (mind, fact) => learnLines(mind, fact, 'paid', fact.data.buyerId, fact.data.lines),
  'parcel.delivered'(mind, fact) {
    const lines = mind.shelf.order(fact.data.orderId)?.lines ?? [];
    learnLines(mind, fact, 'delivered', fact.data.buyerId, lines);
  },
  'aftersale.completed'(mind, fact) {
    const { orderId, lineId, productId, buyerId, refundMinor } = fact.data;
    const known = mind.shelf.order(orderId)?.lines.find((line) => line.lineId === lineId);
    const line = { lineId, productId, contentId: known?.contentId ?? null };
    // The part of the line that went back; of a line not known any more, all of it.
    const share = known && known.paidMinor > 0 ? Math.min(1, refundMinor / known.paidMinor) : 1;
    if (refundMinor > 0) learnLines(mind, fact, 'refunded', buyerId, [line], { share });
    if (fact.data.fault === 'merchant') learnLines(mind, fact, 'quality_fault', buyerId, [line]);
  },
  'review.posted'({ engine }, fact) {
    // A review that the abuse filter set aside says nothing.
    if (!fact.data.counted) return;
    const { buyerId: viewerId, productId, contentId, stars, asShown } = fact.data;
    const target = { at: fact.occurredAt.getTime(), viewerId, productId, ...(contentId ? { itemId: contentId } : {}) };
    engine.ingest({ id: `${fact.id}:review`, kind: 'review', stars, ...target });
    if (asShown === false) engine.ingest({ id: `${fact.id}:as_shown`, kind: 'as_described_no', ...target });
  },
  'report.filed'({ engine }, fact) {
    const { subjectKind, subjectId, reporterId } = fact.data;
    if (subjectKind !== 'video' && subjectKind !== 'product') return;
    const at = fact.occurredAt.getTime();
    engine.ingest({ id: fact.id, at, viewerId: reporterId, kind: 'report', itemId: subjectId });
  },
  'restriction.imposed'({ shelf }, { data }) {
    if (data.capability === 'recommend') shelf.restrict(data.subjectKind, data.subjectId, true);
  },
  'restriction.lifted'({ shelf }, { data }) {
    if (data.capability === 'recommend') shelf.restrict(data.subjectKind, data.subjectId, false);
  },
  'viewer.merged'({ engine, shelf }, { data }) {
    engine.mergeViewers(data.viewerId, data.accountId);
    shelf.mergeChoices(data.viewerId, data.accountId);
    shelf.giveChoices(data.accountId);
  },
  'viewer.personalisation_changed'({ engine, shelf }, { data }) {
    engine.setPersonalisation(data.viewerId, data.personalised);
    if (data.personalised) shelf.giveChoices(data.viewerId);
  },
  'viewer.interests_changed'({ engine, shelf }, { data }) {
    shelf.setChoices(data.viewerId, data.choices);
    engine.setViewerTags(data.viewerId, []);
    shelf.giveChoices(data.viewerId);
  },
  'viewer.history_cleared'({ engine, shelf }, { data }) {
    engine.forgetViewer(data.viewerId);
    shelf.giveChoices(data.viewerId);
  },
  'account.deleted'({ engine, shelf }, { data }) {
    shelf.setChoices(data.accountId, []);
    engine.forgetViewer(data.accountId);
  },
  'quality-line.settled': learnSettled,
  'quality-line.matured': learnSettled,
  'quality-line.locked': learnSettled,
  'quality-line.restated': learnSettled,
  'recommender.policy_published': ({ policy }, { data }) => policy.adopt(data),
};

export function learnFact(mind: Mind, fact: LearnedFact): void {
  const learn = table[fact.type] as (mind: Mind, fact: LearnedFact) => void;
  learn(mind, fact);
}

/** What a line turned out to be worth; each later stage and every adjustment says it anew, and the last one counts. */
function learnSettled(mind: Mind, fact: QualityFact): void {
  const { orderId, lineId, paidMinor, qgmvMinor } = fact.data;
  const order = mind.shelf.order(orderId);
  const line = order?.lines.find((each) => each.lineId === lineId);
  if (!order || !line || paidMinor <= 0) return;
  // Debits have no floor in the books; for ranking a line is as bad as a counterfeit at most (DOMAIN 3.2).
  const qualityMinor = Math.max(-3 * paidMinor, Math.min(paidMinor, qgmvMinor));
  learnLines(mind, fact, 'settled', order.buyerId, [line], { paidMinor, qualityMinor });
}

function learnLines(
  { engine }: Mind,
  fact: LearnedFact,
  kind: LineEvent,
  buyerId: string,
  lines: readonly Line[],
  more: Pick<EngineEvent, 'share' | 'paidMinor' | 'qualityMinor'> = {},
): void {
  for (const line of lines) {
    const event: EngineEvent = {
      id: `${fact.id}:${kind}:${line.lineId}`,
      at: fact.occurredAt.getTime(),
      viewerId: buyerId,
      kind,
      productId: line.productId,
      lineId: line.lineId,
      ...(line.contentId ? { itemId: line.contentId } : {}),
      ...more,
    };
    engine.ingest(event);
  }
}
