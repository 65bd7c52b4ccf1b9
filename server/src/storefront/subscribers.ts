import { subscribe } from '../events/index.ts';
import { type Subscriber, sql } from '../kernel/index.ts';
import { searchSubscriber, videoSearchSubscriber } from './search/index-products.ts';
import { addSales, deleteCartLines, forgetViewer, mergeViewer } from './store.ts';

export const subscribers: Subscriber[] = [
  searchSubscriber,
  videoSearchSubscriber,
  subscribe({
    name: 'storefront.sales',
    types: ['order.paid'],
    async handle(act, facts) {
      const pieces = new Map<string, number>();
      for (const { data } of facts)
        for (const line of data.lines) pieces.set(line.productId, (pieces.get(line.productId) ?? 0) + line.quantity);
      await addSales(act, pieces);
    },
  }),
  subscribe({
    name: 'storefront.carts',
    types: ['order.placed', 'viewer.merged', 'account.deleted'],
    async handle(act, facts) {
      for (const fact of facts) {
        if (fact.type === 'viewer.merged') await mergeViewer(act, fact.data.viewerId, fact.data.accountId);
        else if (fact.type === 'account.deleted') await forgetViewer(act, fact.data.accountId);
        else {
          // What was ordered from the cart leaves it; what was bought beside it stays.
          const ordered = fact.data.lines.filter((line) => line.scene === 'cart').map((line) => line.skuId);
          if (ordered.length > 0) await deleteCartLines(act, fact.data.buyerId, ordered);
        }
      }
    },
  }),
  subscribe({
    name: 'storefront.dispatches',
    types: ['parcel.picked_up'],
    async handle(act, facts) {
      for (const { data } of facts) {
        const onTime = Date.parse(data.pickedUpAt) <= Date.parse(data.promisedBy);
        await act.run(sql`
          insert into storefront.shop_dispatches (shop_id, on_time, late) values (${data.shopId}, ${onTime ? 1 : 0}, ${onTime ? 0 : 1})
          on conflict (shop_id) do update set on_time = storefront.shop_dispatches.on_time + excluded.on_time,
            late = storefront.shop_dispatches.late + excluded.late`);
      }
    },
  }),
];
