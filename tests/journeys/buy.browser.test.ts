import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importPath } from '../../server/src/app/import-path.ts';
import {
  browserIsHere,
  openBrowser,
  openDesk,
  openPhone,
  type Phone,
  playingNow,
  untilPlaying,
} from '../support/browser.ts';
import { address, type BuiltShop, buildAccount, buildShop } from '../support/build.ts';
import { expectBooksToBalance } from '../support/invariants.ts';
import { farmSheet, makeVerticalClip, realDataIsHere, realPhoto } from '../support/real-data.ts';
import { useTownServer } from '../support/town-server.ts';
import { publishClip } from '../support/upload-file.ts';

/**
 * A stranger who wants nothing swipes, meets pears, buys, receives and judges; the same seconds of the same clip go on.
 * Real photographs and a real clip, through the real import, upload, probe, transcode, review and feed.
 */
const file = 'tests/journeys/buy.browser.test.ts';
const ready = browserIsHere(file) && realDataIsHere(file);
const pearTitle = '今天摘的安琼梨，切开给你看';
const otherTitle = '逛菜市场的早晨';
const pasted = '李晓梅 13912345678 浙江省杭州市余杭区文一西路969号3幢2单元501';
type Order = {
  id: string;
  number: string;
  state: string;
  total: { amountMinor: number };
  lines: { contentId: string | null }[];
};

describe.skipIf(!ready)('buying from a video', () => {
  const town = useTownServer();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-clips-'));
  let browser: Browser;
  let shop: BuiltShop;
  let product: { id: string; title: string };
  let clip: { id: string; durationMs: number };

  beforeAll(async () => {
    const { house } = town;
    browser = await openBrowser();
    shop = await buildShop(house.world, { name: '陇上鲜果合作社' });
    const report = await importPath(house.world, { path: farmSheet, shop: shop.id }, () => {});
    expect(report.failed).toEqual([]);
    const products = await house.send<{ items: { id: string; title: string; state: string }[] }>(
      'GET',
      `/api/v1/studio/products?shopId=${shop.id}&limit=50`,
      { cookie: shop.owner.cookie },
    );
    const pears = products.body.items.find((one) => one.title.includes('安琼梨'));
    if (!pears) throw new Error('the sheet brought no pears');
    product = pears;
    if (pears.state !== 'published')
      await house.send('POST', `/api/v1/studio/products/${pears.id}/publish`, { cookie: shop.owner.cookie });

    const pearFile = path.join(folder, 'pears.mp4');
    const marketFile = path.join(folder, 'market.mp4');
    await makeVerticalClip(pearFile, {
      photos: [realPhoto('Fruit--Anjou_001'), realPhoto('Fruit--Anjou_002')],
      clipSeconds: 3,
      photoSeconds: 4,
      toneHz: 330,
    });
    await makeVerticalClip(marketFile, {
      photos: [realPhoto('Fruit--Lemon_001')],
      clipSeconds: 3,
      photoSeconds: 2,
      toneHz: 440,
    });
    const { cookie } = shop.owner;
    clip = await publishClip(house, cookie, pearFile, {
      title: pearTitle,
      shopId: shop.id,
      goods: [{ productId: product.id, momentMs: 1_000 }],
    });
    await publishClip(house, cookie, marketFile, { title: otherTitle, shopId: shop.id, goods: [] });
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a stranger swipes, meets the pears, pastes an address, pays, and is back at the same second', async () => {
    const phone = await openPhone(browser, { url: town.house.url });
    await phone.page.goto('/');
    await meetPears(phone);
    const before = await positionAt(phone.page);

    await phone.tap(phone.page.locator('.feed-slide[aria-hidden="false"] .feed-product'));
    await phone.tap(phone.page.getByRole('button', { name: /立即购买/ }));
    await phone.page.getByLabel(/粘贴地址/).fill(pasted);
    await phone.tap(phone.page.getByRole('button', { name: '识别' }));
    await expectValue(phone.page, '收货人', '李晓梅');
    await expectValue(phone.page, '手机号', '13912345678');
    await phone.tap(phone.page.getByRole('button', { name: '提交并支付' }));
    await phone.page.getByText('支付成功').waitFor();
    await phone.tap(phone.page.getByRole('button', { name: '回到视频' }));
    await phone.page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectToGoOn(phone.page, before, clip.durationMs);
    expect(phone.errors).toEqual([]);
    await phone.close();
    await expectBooksToBalance(town.house.world);
  }, 60_000);

  test('with a saved address and method it is three taps; then sent, received, judged, and in the bridge to the fen', async () => {
    const { house } = town;
    const buyer = await buildAccount(house.world, { nickname: '午后的猫' });
    await house.send('POST', '/api/v1/addresses', { cookie: buyer.cookie, body: { ...address, isDefault: true } });
    const phone = await openPhone(browser, { url: house.url, cookie: buyer.cookie });
    const { page } = phone;
    await page.goto('/');
    await meetPears(phone);
    const before = await positionAt(page);

    const tapsBefore = phone.taps();
    await phone.tap(page.locator('.feed-slide[aria-hidden="false"] .feed-product'));
    await phone.tap(page.getByRole('button', { name: /立即购买/ }));
    await phone.tap(page.getByRole('button', { name: '提交并支付' }));
    await page.getByText('支付成功').waitFor();
    expect(phone.taps() - tapsBefore, 'card, 立即购买, 提交并支付').toBe(3);
    await phone.tap(page.getByRole('button', { name: '回到视频' }));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectToGoOn(page, before, clip.durationMs);

    const order = await onlyOrder(buyer.cookie);
    expect(order.lines, 'the order knows its video').toMatchObject([{ contentId: clip.id }]);
    await page.goto('/orders?tab=awaiting_dispatch');
    await page.getByRole('article').getByText('待发货').waitFor();
    await house.send('POST', `/api/v1/studio/orders/${order.id}/dispatch`, {
      cookie: shop.owner.cookie,
      body: { carrier: 'sf' },
    });
    await house.world.businessClock.advance(4 * 86_400_000);
    await house.settle();
    await page.goto('/orders?tab=awaiting_receipt');
    await phone.tap(page.getByRole('link', { name: '查看物流' }));
    await page.getByText('已送达').first().waitFor();
    await page.goto('/orders?tab=awaiting_receipt');
    await phone.tap(page.getByRole('button', { name: '确认收货' }));
    await phone.tap(page.getByRole('dialog').getByRole('button', { name: '确认收货' }));
    await page.getByText('没有待收货的订单').waitFor();

    await page.goto('/orders?tab=awaiting_review');
    await phone.tap(page.getByRole('link', { name: '评价', exact: true }));
    await phone.tap(page.locator('.hw-stars-input label').nth(4));
    await phone.tap(page.getByText('一致', { exact: true }));
    await page.getByLabel(/说说用下来怎么样/).fill('和视频里一样脆，冰过更甜。');
    await phone.tap(page.getByRole('button', { name: '发布评价' }));
    await page.getByText('已评价').waitFor();
    const reviews = await house.send<{ items: { stars: number; asShown: boolean | null; text: string }[] }>(
      'GET',
      `/api/v1/products/${product.id}/reviews`,
    );
    expect(reviews.body.items).toMatchObject([{ stars: 5, asShown: true, text: '和视频里一样脆，冰过更甜。' }]);
    expect(phone.errors).toEqual([]);
    await phone.close();

    await house.settle();
    await expectBridgeToShow(order.total.amountMinor);
    await expectBooksToBalance(house.world);
  }, 90_000);

  async function onlyOrder(cookie: string): Promise<Order> {
    const list = await town.house.send<{ items: (Order & { amounts: { total: { amountMinor: number } } })[] }>(
      'GET',
      '/api/v1/orders?tab=all',
      { cookie },
    );
    const [order] = list.body.items;
    expect(list.body.items).toHaveLength(1);
    if (!order) throw new Error('there is no order');
    return { ...order, total: order.amounts.total };
  }

  /** The operator's bridge counts this order and the stranger's, and its lines name the amounts to the fen. */
  async function expectBridgeToShow(amountMinor: number): Promise<void> {
    const operator = await buildAccount(town.house.world, { nickname: '值班运营', roles: ['operator'] });
    const desk = await openDesk(browser, { url: town.house.url, cookie: operator.cookie });
    await desk.page.goto('/console/bridge?lines=all');
    const yuan = (amountMinor / 100).toFixed(2);
    await desk.page.locator('.ant-drawer').getByText(yuan).first().waitFor();
    const bridge = await town.house.send<{
      paid: { settled: { amountMinor: number }; provisional: { amountMinor: number } };
    }>('GET', '/api/v1/console/bridge', { cookie: operator.cookie });
    expect(bridge.body.paid.settled.amountMinor + bridge.body.paid.provisional.amountMinor).toBe(2 * amountMinor);
    expect(desk.errors).toEqual([]);
    await desk.close();
  }
});

/** Swipes until the clip with the pears is on the stage and its card has come. */
async function meetPears(phone: Phone): Promise<void> {
  await untilPlaying(phone);
  for (let swipes = 0; (await playingNow(phone.page))?.title !== pearTitle; swipes += 1) {
    if (swipes > 4) throw new Error('the feed never showed the pears');
    await phone.swipe('up');
  }
  await phone.page.locator('.feed-slide[aria-hidden="false"] .feed-product').waitFor();
}

type Position = { title: string; seconds: number; at: number };

async function positionAt(page: Page): Promise<Position> {
  const now = await playingNow(page);
  if (!now) throw new Error('nothing plays');
  return { ...now, at: Date.now() };
}

/** The same clip went on by itself above the sheets: it is where the clock says, within a second and a half. */
async function expectToGoOn(page: Page, before: Position, durationMs: number): Promise<void> {
  const after = await positionAt(page);
  expect(after.title).toBe(before.title);
  const length = durationMs / 1_000;
  const expected = (before.seconds + (after.at - before.at) / 1_000) % length;
  const apart = Math.abs(after.seconds - expected);
  expect(Math.min(apart, length - apart), `${before.seconds} s, then ${after.seconds} s`).toBeLessThan(1.5);
}

async function expectValue(page: Page, label: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([name, wanted]) =>
      [...document.querySelectorAll('label')].some(
        (one) => one.textContent?.includes(name ?? '') && (one.control as HTMLInputElement | null)?.value === wanted,
      ),
    [label, value],
  );
}
