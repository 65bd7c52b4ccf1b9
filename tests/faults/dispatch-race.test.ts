/** A parcel and a second thought at the same moment: either it is sent, or it is refunded and back on the shelf; never both. */
import { expect, test } from 'vitest';
import { openCase } from '../../server/src/aftersale/index.ts';
import { newId, Problem, sql } from '../../server/src/kernel/index.ts';
import { cancelPaid, dispatchOrder, placeOrder } from '../../server/src/orders/index.ts';
import { address, buildProduct, buildShop } from '../support/build.ts';
import { useHouse } from '../support/house.ts';
import { expectBooksToBalance } from '../support/invariants.ts';

const town = useHouse();
const rounds = 12;

test('dispatch, cancellation and an instant refund race for one order, and one of them wins', async () => {
  const { house } = town;
  const { world } = house;
  const shop = await buildShop(world);
  const product = await buildProduct(world, shop.id, { stock: 1_000 });
  const orders: { orderId: string; lineId: string; buyerId: string }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const buyerId = newId();
    const placed = await world.act((act) =>
      placeOrder(act, {
        buyerId,
        accountId: undefined,
        items: [{ skuId: product.skuIds[0] ?? '', quantity: 2, scene: 'product_card', contentId: null }],
        address,
        paymentMethod: 'sandbox_wallet',
        note: '',
      }),
    );
    const orderId = placed.orders[0]?.id ?? '';
    const line = await world.database.one<{ id: string }>(sql`select id from orders.lines where order_id = ${orderId}`);
    orders.push({ orderId, lineId: line.id, buyerId });
  }
  await house.settle();
  for (const [round, { orderId, lineId, buyerId }] of orders.entries()) {
    const contestants = [
      () => world.act((act) => dispatchOrder(act, orderId, { carrier: 'sf' })),
      () =>
        world.act((act) =>
          openCase(act, { buyerId, lineId, kind: 'refund_before_dispatch', reason: 'before_dispatch', text: '' }),
        ),
      () => world.act((act) => cancelPaid(act, orderId, 'buyer')),
    ];
    const chosen = round % 3 === 0 ? contestants : contestants.slice(0, 2);
    const outcomes = await Promise.allSettled((round % 2 === 0 ? chosen : chosen.toReversed()).map((run) => run()));
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Problem);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    const row = await world.database.one<{ state: string; refunded: bigint; returned: bigint; sold: string }>(sql`
      select o.state, o.refunded_minor as refunded, reservation.returned, reservation.state as sold
      from orders.orders o join inventory.reservations reservation on reservation.order_id = o.id where o.id = ${orderId}`);
    if (row.state === 'awaiting_receipt') expect(row).toMatchObject({ refunded: 0n, returned: 0n, sold: 'claimed' });
    else expect(row).toMatchObject({ state: 'cancelled', refunded: 5_360n, sold: 'released' });
  }
  await house.settle();
  await expectBooksToBalance(world);
});

test('a refund opened while the parcel is being handed over waits for it and is refused', async () => {
  const { house } = town;
  const { world } = house;
  const shop = await buildShop(world);
  const product = await buildProduct(world, shop.id);
  const buyerId = newId();
  const placed = await world.act((act) =>
    placeOrder(act, {
      buyerId,
      accountId: undefined,
      items: [{ skuId: product.skuIds[0] ?? '', quantity: 1, scene: 'product_card', contentId: null }],
      address,
      paymentMethod: 'sandbox_wallet',
      note: '',
    }),
  );
  await house.settle();
  const orderId = placed.orders[0]?.id ?? '';
  const line = await world.database.one<{ id: string }>(sql`select id from orders.lines where order_id = ${orderId}`);
  let dispatching: Promise<unknown> | undefined;
  // The shop dispatches right after the case has read where the order stands.
  const opening = world.act(async (act) => {
    const maybe: typeof act.maybe = async (statement) => {
      const found = await act.maybe<never>(statement);
      if (!dispatching && /from orders\.lines/.test(statement.text)) {
        dispatching = world.act((other) => dispatchOrder(other, orderId, { carrier: 'sf' }));
        dispatching.catch(() => {});
        await Promise.race([dispatching, new Promise((resolve) => setTimeout(resolve, 300))]);
      }
      return found;
    };
    return openCase(
      { ...act, maybe },
      { buyerId, lineId: line.id, kind: 'refund_before_dispatch', reason: 'before_dispatch', text: '' },
    );
  });
  const [opened, dispatched] = [await Promise.allSettled([opening]), await Promise.allSettled([dispatching])];
  const row = await world.database.one<{ state: string }>(sql`select state from orders.orders where id = ${orderId}`);
  expect(opened[0]?.status === 'fulfilled' ? 'refunded' : 'sent').toBe(row.state === 'cancelled' ? 'refunded' : 'sent');
  expect([opened[0]?.status, dispatched[0]?.status].sort()).toEqual(['fulfilled', 'rejected']);
  await house.settle();
  await expectBooksToBalance(world);
});
