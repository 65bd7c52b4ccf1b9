import { type BoundRoute, bind, notFound } from '../kernel/index.ts';
import * as contract from './contract.ts';
import { selectAssets } from './store.ts';

export const routes: BoundRoute[] = [
  bind(contract.readAsset, async ({ world, principal, params }) => {
    const [asset] = await selectAssets(world.database, [params.id]);
    if (!asset || asset.ownerId !== principal.accountId) throw notFound();
    const { id, kind, state, progress, refusal, width, height, durationMs, thumbhash } = asset;
    const url = asset.sources[0]?.url ?? null;
    return { id, kind, state, progress, refusal, url, width, height, durationMs, thumbhash };
  }),
];
