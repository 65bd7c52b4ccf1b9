import { type AnyContract, type BoundRoute, bind, databaseUnavailable } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { explainItem, readVideo } from './read-video.ts';
import type { FeedReaders } from './readers.ts';
import { roomReaders } from './room-readers.ts';
import { serveFeed } from './serve-feed.ts';

const later = (route: AnyContract): BoundRoute =>
  bind(route, async () => {
    throw databaseUnavailable(undefined);
  });

export function feedRoutes(readers: FeedReaders = roomReaders()): BoundRoute[] {
  return [
    bind(contract.readFeed, ({ world, principal, query }) => serveFeed(world, readers, principal, query)),
    bind(contract.readVideo, ({ world, principal, params }) => readVideo(world, readers, principal, params.id)),
    bind(contract.explainItem, ({ world, principal, query }) => explainItem(world, principal, query.impressionToken)),
    later(contract.listFeedRequests),
    later(contract.readFeedRequest),
  ];
}
