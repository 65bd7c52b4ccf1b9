import type { z } from 'zod';
import { databaseUnavailable, type World } from '../kernel/index.ts';
import type { modelHealthJson } from './contract.ts';
import { recommenderOf } from './recommender.ts';
import { snapshotWrittenAt } from './snapshot-files.ts';

/** How this process learns: is the model calibrated, is it fresh, is it in step with the log. */
export async function readHealth(world: World): Promise<z.input<typeof modelHealthJson>> {
  const recommender = recommenderOf(world);
  if (!recommender) throw databaseUnavailable(undefined);
  const { engine, freshness, itemModel } = recommender;
  const now = world.systemClock.now().getTime();
  const [behind, sourceFailures] = await Promise.all([recommender.behind(), failuresOfSources(world)]);
  const { heads, embeddings, join } = engine.modelHealth();
  const stats = engine.stats();
  const writtenAt = snapshotWrittenAt(world.config.dataDir);
  const fittedAt = itemModel.fittedAt();
  for (const [source, count] of Object.entries(stats.sourceFailures)) {
    sourceFailures.push({ source: `engine.${source}`, count });
  }
  return {
    asOf: world.systemClock.now().toISOString(),
    heads: Object.entries(heads).map(([head, health]) => ({
      head,
      examplesCount: health.examples,
      slope: health.calibrationSlope,
      intercept: health.calibrationIntercept,
      calibrationError: health.expectedCalibrationError,
      bins: health.bins.map(({ predicted, observed, count }) => ({ predicted, observed, count })),
    })),
    freshness: freshness.summary(),
    backlog: {
      entriesCount: behind.entries,
      oldestMs: behind.oldestAt ? Math.max(0, now - behind.oldestAt.getTime()) : null,
      trainingExamplesCount: engine.trainingBacklog(),
    },
    entriesLearned: recommender.taken(),
    snapshotAgeMs: writtenAt === undefined ? null : Math.max(0, Math.round(now - writtenAt)),
    itemModelAgeMs: fittedAt === undefined ? null : now - fittedAt.getTime(),
    trainerRestartsCount: recommender.trainerRestarts(),
    policyVersion: engine.policy.version,
    refusedEvents: Object.entries(stats.refused).map(([reason, count]) => ({ reason, count })),
    sourceFailures,
    counts: {
      items: stats.items,
      itemsAlive: stats.itemsAlive,
      viewers: stats.viewers,
      accepted: stats.accepted,
      itemsRefused: stats.itemsRefused,
      viewersForgotten: stats.viewersForgotten,
      unheard: stats.unheard,
      embeddings: embeddings.held,
      embeddingsAdmitted: embeddings.admitted,
      embeddingsExpired: embeddings.expired,
      openImpressions: join.open,
      labelsDropped: join.dropped,
    },
  };
}

/** Counted by the feed, in this process since its start. */
async function failuresOfSources(world: World): Promise<{ source: string; count: number }[]> {
  const metric = world.metrics.registry.getSingleMetric('haowu_feed_source_failures_total');
  const { values = [] } = (await metric?.get()) ?? {};
  return values.map(({ labels, value }) => ({ source: String(labels.source ?? ''), count: value }));
}
