import { type BoundRoute, bind } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { explainFeedRequest, pageFeedRequests } from './read-feed-request.ts';
import { explainItem, readVideo } from './read-video.ts';
import type { FeedReaders } from './readers.ts';
import { roomReaders } from './room-readers.ts';
import { serveFeed } from './serve-feed.ts';

export function feedRoutes(readers: FeedReaders = roomReaders()): BoundRoute[] {
  return [
    bind(contract.readFeed, ({ world, principal, query }) => serveFeed(world, readers, principal, query)),
    bind(contract.readVideo, ({ world, principal, params }) => readVideo(world, readers, principal, params.id)),
    bind(contract.explainItem, ({ world, principal, query }) => explainItem(world, principal, query.impressionToken)),
    bind(contract.listFeedRequests, ({ world, query }) => pageFeedRequests(world, query)),
    bind(contract.readFeedRequest, ({ world, principal, params }) =>
      explainFeedRequest(world, readers, principal, params.requestId),
    ),
  ];
}
