import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAccessibility } from '../support/axe.ts';
import { browserIsHere, openBrowser, openDesk, openPhone, type Screen } from '../support/browser.ts';
import { address } from '../support/build.ts';
import { signInDemo } from '../support/demo-account.ts';
import { useTownServer } from '../support/town-server.ts';

/**
 * Every screen of the three apps against axe-core, in Chinese and light with all rules and again in dark for contrast; then
 * the main screens in English and dark. A small town is behind them, so that every list has something in it.
 */
const file = 'tests/journeys/accessibility.browser.test.ts';
const ready = browserIsHere(file);
const settleMs = 120;

type Stop = { name: string; path: string; open?: (page: Page) => Promise<unknown> };
type Order = { id: string; lines: { id: string }[] };

describe.skipIf(!ready)('every screen with axe', () => {
  const town = useTownServer({ town: { days: 4, peopleCount: 12 } });
  let browser: Browser;
  let ids: Awaited<ReturnType<typeof makeOrders>>;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    browser = await openBrowser();
    for (const role of ['viewer', 'creator', 'merchant', 'operator'] as const)
      cookies.set(role, await signInDemo(town.house, role));
    ids = await makeOrders();
  }, 120_000);
  afterAll(() => browser?.close());

  test('the viewer, on a phone', async () => {
    const stranger = await openPhone(browser, { url: town.house.url });
    await visit(stranger, [
      { name: 'sign-in', path: '/sign-in' },
      { name: 'sign-in by password', path: '/sign-in', open: (page) => page.getByRole('tab').nth(1).click() },
      { name: 'reset password', path: '/reset-password' },
      { name: 'me of a stranger', path: '/me' },
      { name: 'orders of a stranger', path: '/orders' },
    ]);
    await stranger.close();

    const phone = await openPhone(browser, { url: town.house.url, cookie: cookies.get('viewer') ?? '' });
    await visit(phone, viewerStops());
    await phone.close();
  }, 240_000);

  test('the viewer, on a desktop', async () => {
    const desk = await openDesk(browser, { url: town.house.url, cookie: cookies.get('viewer') ?? '' });
    await visit(desk, [
      { name: 'feed', path: `/v/${ids.videoId}`, open: onStage },
      { name: 'keys', path: `/v/${ids.videoId}`, open: (page) => onStage(page).then(() => page.keyboard.press('?')) },
      { name: 'goods beside the video', path: `/v/${ids.videoId}`, open: openGoods },
      { name: 'mall', path: '/mall' },
      { name: 'product', path: `/products/${ids.productId}` },
      { name: 'orders', path: '/orders' },
    ]);
    await desk.close();
  }, 90_000);

  test('the studio', async () => {
    const desk = await openDesk(browser, { url: town.house.url, cookie: cookies.get('merchant') ?? '' });
    await visit(desk, studioStops());
    await desk.close();
    const creator = await openDesk(browser, { url: town.house.url, cookie: cookies.get('creator') ?? '' });
    await visit(creator, [
      { name: 'today of a creator', path: '/studio/today' },
      { name: 'commissions', path: '/studio/commissions' },
      { name: 'video', path: '/studio/videos', open: openFirstRow },
    ]);
    await creator.close();
    const stranger = await openDesk(browser, { url: town.house.url });
    await visit(stranger, [{ name: 'sign-in', path: '/studio' }]);
    await stranger.close();
  }, 150_000);

  test('the console', async () => {
    const desk = await openDesk(browser, { url: town.house.url, cookie: cookies.get('operator') ?? '' });
    await visit(desk, consoleStops());
    await desk.close();
    const wrong = await openDesk(browser, { url: town.house.url, cookie: cookies.get('viewer') ?? '' });
    await visit(wrong, [{ name: 'wrong role', path: '/console' }]);
    await wrong.close();
  }, 150_000);

  test('in English and dark', async () => {
    const english = { url: town.house.url, locale: 'en', theme: 'dark' } as const;
    const phone = await openPhone(browser, { ...english, cookie: cookies.get('creator') ?? '' });
    await visit(phone, [
      { name: 'feed', path: '/', open: nothingUnderTheRail },
      { name: 'mall', path: '/mall' },
      { name: 'product', path: `/products/${ids.productId}` },
      { name: 'me', path: '/me' },
      { name: 'about', path: '/about' },
    ]);
    await phone.close();
    for (const [role, path] of [
      ['merchant', '/studio/products'],
      ['operator', '/console/bridge'],
    ] as const) {
      const desk = await openDesk(browser, { ...english, cookie: cookies.get(role) ?? '' });
      await visit(desk, [{ name: path, path }]);
      await desk.close();
    }
  }, 90_000);

  function viewerStops(): Stop[] {
    const video = `/v/${ids.videoId}`;
    return [
      { name: 'feed', path: video, open: onStage },
      { name: 'following', path: '/', open: (page) => page.getByRole('button', { name: '关注', exact: true }).click() },
      { name: 'comments', path: video, open: (page) => stageButton(page, /^评论/) },
      { name: 'share', path: video, open: (page) => stageButton(page, '分享') },
      { name: 'menu', path: video, open: (page) => stageButton(page, '更多') },
      { name: 'why', path: video, open: (page) => stageButton(page, /为什么推荐/) },
      { name: 'SKU sheet', path: video, open: openGoods },
      { name: 'checkout in the sheet', path: video, open: openCheckout },
      { name: 'mall', path: '/mall' },
      { name: 'category', path: '/categories/fresh' },
      { name: 'search', path: '/search' },
      { name: 'search results', path: '/search?q=%E6%A1%83' },
      { name: 'product', path: `/products/${ids.productId}` },
      { name: 'shop', path: `/shops/${ids.shopId}` },
      { name: 'author', path: `/authors/${ids.authorId}` },
      { name: 'cart', path: '/cart' },
      ...['all', 'awaiting_payment', 'awaiting_receipt', 'awaiting_review', 'aftersale'].map((tab) => ({
        name: `orders ${tab}`,
        path: `/orders?tab=${tab}`,
      })),
      { name: 'order', path: `/orders/${ids.sentOrderId}` },
      { name: 'tracking', path: `/orders/${ids.sentOrderId}/parcels` },
      { name: 'review', path: `/orders/${ids.receivedOrderId}/review` },
      { name: 'apply for after-sale', path: `/orders/${ids.receivedOrderId}/aftersale` },
      { name: 'after-sale case', path: `/aftersales/${ids.caseId}` },
      { name: 'me', path: '/me' },
      ...['addresses', 'privacy', 'interests', 'favourites', 'following', 'settings'].map((page) => ({
        name: `me ${page}`,
        path: `/me/${page}`,
      })),
      { name: 'notices', path: '/notices' },
      { name: 'about', path: '/about' },
      { name: 'nowhere', path: '/nowhere' },
    ];
  }

  function studioStops(): Stop[] {
    return [
      { name: 'today', path: '/studio/today' },
      { name: 'orders', path: '/studio/orders?tab=all' },
      { name: 'order', path: `/studio/orders?tab=all&order=${ids.merchantOrderId}`, open: drawerOpens },
      { name: 'after-sales', path: '/studio/aftersales?all=1' },
      { name: 'after-sale case', path: '/studio/aftersales?all=1', open: openFirstRow },
      { name: 'videos', path: '/studio/videos' },
      { name: 'new video', path: '/studio/videos/new' },
      { name: 'products', path: '/studio/products' },
      { name: 'product', path: '/studio/products', open: openFirstRow },
      { name: 'new product', path: '/studio/products/new' },
      { name: 'import', path: '/studio/products/import' },
      { name: 'shop', path: '/studio/shop' },
      { name: 'open a shop', path: '/studio/shop/new' },
      { name: 'search', path: '/studio/today', open: (page) => page.keyboard.press('Control+k') },
    ];
  }

  function consoleStops(): Stop[] {
    return [
      { name: 'bridge', path: '/console/bridge' },
      { name: 'lines', path: '/console/bridge?lines=all', open: drawerOpens },
      { name: 'line', path: `/console/bridge?line=${ids.qualityLineId}`, open: drawerOpens },
      { name: 'books', path: '/console/books' },
      { name: 'today', path: '/console/today' },
      { name: 'reports', path: '/console/reports' },
      { name: 'judgement', path: '/console/aftersales' },
      { name: 'served requests', path: '/console/requests' },
      { name: 'why a page was as it was', path: '/console/requests', open: openServedRequest },
      { name: 'ranking policies', path: '/console/policies' },
      { name: 'traffic pools', path: '/console/pools' },
      { name: 'model health', path: '/console/model' },
    ];
  }

  /** Goes from stop to stop and collects what axe finds; fails with all of it at the end. */
  async function visit(screen: Screen, stops: readonly Stop[]): Promise<void> {
    const { page } = screen;
    const found: string[] = [];
    const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const stop of stops) {
      await page.goto(stop.path);
      await page.locator('h1').first().waitFor({ state: 'attached' });
      await stop.open?.(page);
      await settled(page);
      const themes = dark ? (['dark'] as const) : (['light', 'dark'] as const);
      for (const theme of themes) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        if (theme === 'dark') await settled(page);
        const rules = theme === 'dark' && !dark ? ['color-contrast'] : undefined;
        for (const violation of await checkAccessibility(screen, rules))
          found.push(`${stop.name} (${theme}): ${violation.rule}\n    ${violation.where}\n    ${violation.why}`);
      }
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    }
    expect(found.join('\n')).toBe('');
    expect(screen.errors).toEqual([]);
  }

  /** Orders of the demo viewer in different states, a case, and the ids the screens need. */
  async function makeOrders() {
    const { house } = town;
    const cookie = cookies.get('viewer') ?? '';
    const merchant = cookies.get('merchant') ?? '';
    await house.send('POST', '/api/v1/addresses', { cookie, body: { ...address, isDefault: true } });
    const shops = await house.send<{ items: { id: string }[] }>('GET', '/api/v1/studio/shops', { cookie: merchant });
    const shopId = shops.body.items[0]?.id ?? '';
    const goods = await house.send<{ items: { id: string }[] }>('GET', `/api/v1/products?limit=1&shopId=${shopId}`);
    const productId = goods.body.items[0]?.id ?? '';
    const product = await house.send<{ skus: { id: string; stock: number }[] }>('GET', `/api/v1/products/${productId}`);
    const skuId = product.body.skus.find((sku) => sku.stock > 5)?.id;
    const feed = await house.send<{ items: { video: FeedVideo }[] }>(
      'GET',
      `/api/v1/feed?limit=10&surface=recommended&feedSessionId=${crypto.randomUUID()}`,
    );
    const [video] = feed.body.items
      .map((item) => item.video)
      .filter(({ goods: attached }) => attached.length > 0)
      .sort((one, other) => firstMomentOf(one) - firstMomentOf(other));
    if (!skuId || !video) throw new Error('the town has nothing to sell');
    await house.send('PUT', `/api/v1/cart/lines/${skuId}`, { cookie, body: { quantity: 1, selected: true } });
    const orders: Order[] = [];
    for (let count = 0; count < 4; count += 1) {
      const placed = await house.send<{ orders: Order[] }>('POST', '/api/v1/checkouts', {
        cookie,
        body: { items: [{ skuId, quantity: 1 }], address },
      });
      expect(placed.status, JSON.stringify(placed.body)).toBe(201);
      orders.push(...placed.body.orders);
    }
    await house.settle();
    const [sent, received, disputed, waiting] = orders;
    if (!sent || !received || !disputed || !waiting) throw new Error('not every order was placed');
    for (const order of [sent, received, disputed]) {
      const answer = await house.send('POST', `/api/v1/studio/orders/${order.id}/dispatch`, {
        cookie: merchant,
        body: { carrier: 'sf' },
      });
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    }
    await house.world.businessClock.advance(4 * 86_400_000);
    await house.settle();
    for (const order of [received, disputed])
      await house.send('POST', `/api/v1/orders/${order.id}/receipt`, { cookie });
    const detail = await house.send<Order>('GET', `/api/v1/orders/${disputed.id}`, { cookie });
    const opened = await house.send<{ id: string }>('POST', '/api/v1/aftersales', {
      cookie,
      body: {
        lineId: detail.body.lines[0]?.id,
        kind: 'refund_only',
        reason: 'quality',
        text: '有两个压坏了。',
        quantity: 1,
      },
    });
    expect(opened.status, JSON.stringify(opened.body)).toBe(201);
    await house.settle();
    const lines = await house.send<{ items: { id: string }[] }>('GET', '/api/v1/console/quality-lines?limit=1', {
      cookie: cookies.get('operator') ?? '',
    });
    return {
      shopId,
      productId,
      videoId: video.id,
      authorId: video.author.id,
      sentOrderId: sent.id,
      receivedOrderId: received.id,
      merchantOrderId: waiting.id,
      caseId: opened.body.id,
      qualityLineId: lines.body.items[0]?.id ?? '',
    };
  }
});

const stage = '.feed-slide[aria-hidden="false"]';

async function onStage(page: Page): Promise<void> {
  await page.locator(`${stage} .feed-surface`).waitFor();
}

/** Long words in another language stay beside the buttons of the right rail. */
async function nothingUnderTheRail(page: Page): Promise<void> {
  await onStage(page);
  const reach = await page.locator(`${stage} .feed-words`).evaluate((words) => ({
    words: Math.max(...[words, ...words.children].map((each) => each.getBoundingClientRect().right)),
    rail: words.closest('.feed-overlay')?.querySelector('.feed-rail')?.getBoundingClientRect().left ?? 0,
  }));
  expect(reach.rail).toBeGreaterThan(0);
  expect(reach.words).toBeLessThanOrEqual(reach.rail);
}

/** The newest page that was served, with one of its candidates opened. */
async function openServedRequest(page: Page): Promise<void> {
  await page.locator('tbody tr').first().click();
  await page.waitForURL(/\/requests\/./);
  // The address comes before the code of its page: until then the rows are still those of the list.
  await page.locator('.flow').waitFor();
  await page.locator('tbody tr').first().click();
  await page.getByRole('dialog').waitFor();
}

async function stageButton(page: Page, name: string | RegExp): Promise<void> {
  await onStage(page);
  await page.locator('.feed-stage').getByRole('button', { name }).first().click();
  await page.getByRole('dialog').waitFor();
}

interface FeedVideo {
  readonly id: string;
  readonly author: { readonly id: string };
  readonly goods: readonly { readonly momentMs: number }[];
}

const firstMomentOf = ({ goods }: FeedVideo): number => Math.min(...goods.map(({ momentMs }) => momentMs));

/** The card comes at its moment of the clip, which plays slower than the clock goes on a busy machine. */
async function openGoods(page: Page): Promise<void> {
  const card = page.locator(`${stage} .feed-product`);
  await card.waitFor({ timeout: 60_000 });
  await card.click();
  await page.getByRole('button', { name: /立即购买/ }).waitFor();
}

async function openCheckout(page: Page): Promise<void> {
  await openGoods(page);
  await page.getByRole('button', { name: /立即购买/ }).click();
  await page.getByRole('button', { name: '提交并支付' }).waitFor();
}

async function openFirstRow(page: Page): Promise<void> {
  await page.locator('tbody tr').first().click();
  await page.waitForTimeout(settleMs);
}

async function drawerOpens(page: Page): Promise<void> {
  await page.locator('.ant-drawer').first().waitFor();
}

/** Nothing is being loaded and nothing moves, twice in a row. */
async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(settleMs);
  let calm = 0;
  for (let looks = 0; looks < 60 && calm < 2; looks += 1) {
    const busy = await page.evaluate(() => {
      const loading = document.querySelector('.hw-skeleton, .ant-skeleton, .ant-spin-spinning') !== null;
      const moving = document.getAnimations().some((one) => {
        const timing = one.effect?.getComputedTiming();
        return one.playState === 'running' && timing?.iterations !== Number.POSITIVE_INFINITY;
      });
      return loading || moving;
    });
    calm = busy ? 0 : calm + 1;
    await page.waitForTimeout(40);
  }
}
