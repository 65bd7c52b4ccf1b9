import { type Act, type BoundRoute, bind, fromMoneyJson, join, notFound, type Sql, sql } from '../kernel/index.ts';
import { advanceCase, ofBuyer, ofShops } from './act-on-case.ts';
import * as contract from './contract.ts';
import { openCase } from './open-case.ts';
import { answerCases, type CaseAnswer, type CaseViewer, pageCases } from './read-cases.ts';
import { type CaseRow, findCase } from './store.ts';

async function mineForUpdate(act: Act, id: string, whose: Sql): Promise<CaseRow> {
  await act.run(sql`select 1 from aftersale.cases where id = ${id} and ${whose} for update`);
  const row = await findCase(act, id, whose);
  if (!row) throw notFound();
  return row;
}

async function answer(act: Act, id: string, viewer: CaseViewer): Promise<CaseAnswer> {
  const row = await findCase(act, id, sql`true`);
  const [one] = row ? await answerCases(act, [row], viewer) : [];
  if (!one) throw notFound();
  return one;
}

export const routes: BoundRoute[] = [
  bind(contract.openCase, (call) =>
    call.once(async (act) => {
      const { refund, ...fields } = call.body;
      const row = await openCase(act, {
        ...fields,
        buyerId: call.principal.viewerId,
        refund: refund && fromMoneyJson(refund),
      });
      return answer(act, row.id, 'buyer');
    }),
  ),
  bind(contract.listCases, ({ world, principal, query }) =>
    pageCases(
      world.database,
      query.orderId ? sql`${ofBuyer(principal.viewerId)} and order_id = ${query.orderId}` : ofBuyer(principal.viewerId),
      query,
      'buyer',
    ),
  ),
  bind(contract.readCase, async ({ world, principal, params }) => {
    const row = await findCase(
      world.database,
      params.id,
      sql`(${join([ofBuyer(principal.viewerId), ofShops(principal.shopIds)], ' or ')})`,
    );
    if (!row) throw notFound();
    const [one] = await answerCases(world.database, [row], row.buyer_id === principal.viewerId ? 'buyer' : 'merchant');
    if (!one) throw notFound();
    return one;
  }),
  bind(contract.actOnCase, (call) =>
    call.once(async (act) => {
      const row = await mineForUpdate(act, call.params.id, ofBuyer(call.principal.viewerId));
      const { body } = call;
      const text = body.action === 'escalate' ? body.text : body.action === 'ship_back' ? body.waybillNumber : '';
      await advanceCase(act, row, body.action, 'buyer', text);
      return answer(act, row.id, 'buyer');
    }),
  ),
  bind(contract.listShopCases, ({ world, principal, query }) => {
    const shopIds = query.shopId ? principal.shopIds.filter((id) => id === query.shopId) : principal.shopIds;
    const open = query.open
      ? sql` and state in ('awaiting_merchant', 'awaiting_merchant_receipt', 'awaiting_return', 'refused', 'escalated')`
      : sql``;
    return pageCases(world.database, sql`${ofShops(shopIds)}${open}`, query, 'merchant');
  }),
  bind(contract.answerCase, (call) =>
    call.once(async (act) => {
      const row = await mineForUpdate(act, call.params.id, ofShops(call.principal.shopIds));
      const { body } = call;
      if (body.action === 'refuse') await advanceCase(act, row, 'refuse', 'merchant', body.text);
      else if (body.action === 'confirm_goods') await advanceCase(act, row, 'confirm_goods', 'merchant', '', row.fault);
      else
        await advanceCase(
          act,
          row,
          row.kind === 'return_and_refund' ? 'approve_return' : 'approve_refund',
          'merchant',
          '',
          body.acceptsFault ? 'merchant' : 'none',
        );
      return answer(act, row.id, 'merchant');
    }),
  ),
  bind(contract.listEscalatedCases, ({ world, query }) =>
    pageCases(world.database, sql`state = 'escalated'`, query, 'platform'),
  ),
  bind(contract.judgeCase, (call) =>
    call.once(async (act) => {
      const row = await mineForUpdate(act, call.params.id, sql`true`);
      await advanceCase(
        act,
        row,
        call.body.outcome === 'refund' ? 'judge_refund' : 'judge_reject',
        'platform',
        call.body.text,
        call.body.merchantAtFault ? 'merchant' : 'none',
      );
      return answer(act, row.id, 'platform');
    }),
  ),
];
