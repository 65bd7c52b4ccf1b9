import * as aftersale from '../aftersale/contract.ts';
import * as boards from '../boards/contract.ts';
import * as catalog from '../catalog/contract.ts';
import * as content from '../content/contract.ts';
import * as feed from '../feed/contract.ts';
import * as governance from '../governance/contract.ts';
import * as identity from '../identity/contract.ts';
import * as interactions from '../interactions/contract.ts';
import type { AnyContract } from '../kernel/index.ts';
import * as media from '../media/contract.ts';
import * as notices from '../notices/contract.ts';
import * as orders from '../orders/contract.ts';
import * as payments from '../payments/contract.ts';
import * as recommender from '../recommender/contract.ts';
import * as reviews from '../reviews/contract.ts';
import * as settlement from '../settlement/contract.ts';
import * as shipping from '../shipping/contract.ts';
import * as shops from '../shops/contract.ts';
import * as storefront from '../storefront/contract.ts';

const modules = {
  identity,
  media,
  interactions,
  recommender,
  governance,
  shops,
  catalog,
  shipping,
  settlement,
  payments,
  content,
  orders,
  aftersale,
  reviews,
  notices,
  storefront,
  feed,
  boards,
};

function isContract(value: unknown): value is AnyContract {
  return typeof value === 'object' && value !== null && 'method' in value && 'access' in value && 'path' in value;
}

/** Every route the platform promises, read from the rooms' declarations; sorted by id. */
export const contracts: readonly AnyContract[] = Object.values(modules)
  .flatMap((module) => Object.values(module).filter(isContract))
  .sort((a, b) => a.id.localeCompare(b.id));
