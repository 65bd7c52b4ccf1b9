import { favouriteVideo, followAuthor, likeVideo, postComment } from '../../server/src/content/index.ts';
import { type Impression, recordActions, signImpression } from '../../server/src/interactions/index.ts';
import { hourMs, newId } from '../../server/src/kernel/index.ts';
import * as data from '../town/index.ts';
import { appeal, type Person } from './people.ts';
import type { Random } from './random.ts';
import type { Town, TownProduct, TownVideo } from './town.ts';

export type Find = { product: TownProduct; video: TownVideo };

const clipsPerSession = [4, 9] as const;

/**
 * One session in front of the feed: clips are shown, watched or swiped away by taste and skill, sometimes liked, commented,
 * followed. @returns the goods the person looked at.
 */
export async function watchSession(town: Town, person: Person, random: Random): Promise<Find[]> {
  const { world } = town;
  const now = world.systemClock.now();
  const requestId = newId();
  const shown = chooseClips(town, person, random);
  const finds: Find[] = [];
  const reports: Parameters<typeof recordActions>[2][number][] = [];
  const wishes: { video: TownVideo; like: boolean; favourite: boolean; follow: boolean; comment: boolean }[] = [];
  for (const [position, video] of shown.entries()) {
    const impression: Impression = {
      viewerId: person.id,
      itemId: video.id,
      itemKind: 'video',
      surface: 'recommended',
      position,
      requestId,
      source: 'trending',
      policyVersion: 'town',
      propensity: 1,
      issuedAt: now,
    };
    const impressionToken = signImpression(world.secret, impression);
    const occurredAt = now.toISOString();
    const interest = appeal(person, video.data.tags.interest) * (0.5 + video.author.data.hidden.skill * 0.5);
    const share = Math.min(1.6, interest * (0.6 + random.next() * 0.9) + random.next() * 0.15);
    const watchMs = Math.round(share * video.data.durationMs);
    reports.push({ impressionToken, kind: 'impression', occurredAt });
    if (share < 0.25) reports.push({ impressionToken, kind: 'skip', watchMs, occurredAt });
    else reports.push({ impressionToken, kind: 'watch', watchMs, occurredAt });
    if (share >= 0.95) reports.push({ impressionToken, kind: 'finish', watchMs, occurredAt });
    if (share > 0.5 && video.goods.length > 0 && random.chance(0.25 + interest * 0.4)) {
      const product = random.pick(video.goods);
      reports.push({ impressionToken, kind: 'click_goods', productId: product.id, occurredAt });
      finds.push({ product, video });
    }
    if (share < 0.1 && random.chance(0.02)) reports.push({ impressionToken, kind: 'not_interested', occurredAt });
    if (share > 0.9 && random.chance(0.04)) reports.push({ impressionToken, kind: 'share', occurredAt });
    wishes.push({
      video,
      like: share > 0.8 && random.chance(0.35),
      favourite: share > 0.9 && random.chance(0.08),
      follow: share > 0.95 && random.chance(0.12),
      comment: share > 0.85 && random.chance(0.2),
    });
  }
  await recordActions(world, { viewerId: person.id, deviceId: person.id }, reports);
  for (const wish of wishes)
    if (wish.like || wish.favourite || wish.follow || wish.comment) await actOnWish(town, person, wish, random);
  return finds;
}

function chooseClips(town: Town, person: Person, random: Random): TownVideo[] {
  const now = town.world.businessClock.now().getTime();
  const count = Math.min(town.videos.length, random.between(...clipsPerSession));
  const chosen = new Set<TownVideo>();
  for (let tries = 0; chosen.size < count && tries < count * 4; tries += 1) {
    chosen.add(
      random.weighted(town.videos, (video) => {
        const ageDays = (now - video.publishedAt.getTime()) / (24 * hourMs);
        return (
          0.15 +
          appeal(person, video.data.tags.interest) *
            (1.2 + 1.5 * Math.exp(-ageDays / 6)) *
            (0.4 + video.author.data.hidden.skill)
        );
      }),
    );
  }
  return [...chosen];
}

async function actOnWish(
  town: Town,
  person: Person,
  wish: { video: TownVideo; like: boolean; favourite: boolean; follow: boolean; comment: boolean },
  random: Random,
): Promise<void> {
  const { video } = wish;
  await town.world.act(async (act) => {
    if (wish.like) await likeVideo(act, { videoId: video.id, viewerId: person.id, on: true });
    if (wish.favourite) await favouriteVideo(act, { videoId: video.id, viewerId: person.id, on: true });
    if (wish.follow) await followAuthor(act, { authorId: video.author.id, viewerId: person.id, on: true });
    if (wish.comment) {
      const pools = data.comments
        .filter((pool) => pool.topic === video.data.topic || pool.topic === 'any')
        .flatMap((pool) => pool.lines);
      const line = random.pick(pools);
      await postComment(act, { id: newId(), videoId: video.id, authorId: person.id, parentId: null, text: line.text });
    }
  }, person.id);
}
