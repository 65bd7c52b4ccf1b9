/// <reference lib="dom" />
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserIsHere, openBrowser, openPhone, untilPlaying } from '../support/browser.ts';
import { address } from '../support/build.ts';
import { signInDemo } from '../support/demo-account.ts';
import { useTownServer } from '../support/town-server.ts';

/** What a stranger met on a phone: a held menu that closed, a purchase lost at the sign-in, a feed older than a choice. */
const file = 'tests/journeys/phone.browser.test.ts';
const ready = browserIsHere(file);

describe.skipIf(!ready)('the viewer app on a phone', () => {
  const town = useTownServer({ town: { days: 1, peopleCount: 6 } });
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test('a held video opens its menu, which stays when the finger lifts and closes at a tap beside it', async () => {
    const phone = await openPhone(browser, { url: town.house.url });
    const { page, devtools } = phone;
    await page.goto('/');
    await untilPlaying(phone);
    const menu = page.getByRole('dialog', { name: '这段视频' });
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 150, y: 300 }] });
    await menu.waitFor();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.waitForTimeout(600);
    expect(await menu.count()).toBe(1);
    await page.touchscreen.tap(150, 60);
    await menu.waitFor({ state: 'detached' });
    expect(phone.errors).toEqual([]);
    await phone.close();
  }, 60_000);

  test('signing in at the checkout goes on with the goods that were chosen', async () => {
    const phone = await openPhone(browser, { url: town.house.url });
    const { page } = phone;
    const product = await productWithChoice();
    await page.goto(`/products/${product.id}`);
    await phone.tap(page.getByRole('button', { name: /立即购买/ }));
    const sheet = page.getByRole('dialog');
    await phone.tap(sheet.locator('fieldset').first().getByRole('button', { name: product.option, exact: true }));
    await phone.tap(sheet.getByRole('button', { name: /立即购买/ }));
    await phone.tap(sheet.getByRole('link', { name: '登录' }));
    await phone.tap(page.getByRole('button', { name: /^进入: 顾客/ }).first());
    await page.waitForURL('**/checkout');
    await page.getByRole('button', { name: '提交并支付' }).waitFor();
    await page.getByText(product.option).first().waitFor();
    expect(phone.errors).toEqual([]);
    await phone.close();
  }, 60_000);

  test('Escape leaves the step of the payment method first, then the sheet, and the focus is where it was', async () => {
    const { house } = town;
    const cookie = await signInDemo(house, 'viewer');
    await house.send('POST', '/api/v1/addresses', { cookie, body: { ...address, isDefault: true } });
    const phone = await openPhone(browser, { url: house.url, cookie });
    const { page } = phone;
    const product = await productWithChoice();
    await page.goto(`/products/${product.id}`);
    await phone.tap(page.getByRole('button', { name: /立即购买/ }));
    const sheet = page.getByRole('dialog');
    await phone.tap(sheet.getByRole('button', { name: /立即购买/ }));
    await phone.tap(sheet.getByRole('button', { name: /^支付方式/ }));
    await sheet.getByRole('button', { name: '用这个方式' }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.getByRole('button', { name: '提交并支付' }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('立即购买');

    await page.goto('/');
    await untilPlaying(phone);
    const card = page.locator('.feed-slide[aria-hidden="false"] .feed-product');
    for (let swipes = 0; !(await comes(card)); swipes += 1) {
      if (swipes > 12) throw new Error('no video with goods came');
      await phone.swipe('up');
    }
    await phone.tap(card);
    await sheet.getByRole('button', { name: /立即购买/ }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('feed-product');
    expect(phone.errors).toEqual([]);
    await phone.close();
  }, 120_000);

  test('a switch of personalisation, and a chosen interest, begin the feed anew', async () => {
    const phone = await openPhone(browser, { url: town.house.url });
    const { page } = phone;
    await page.goto('/');
    await untilPlaying(phone);
    for (const personalised of [false, true]) {
      await page.goto('/me/privacy');
      expect(await keptSession(page)).not.toBeNull();
      const before = await keptSession(page);
      await phone.tap(page.getByRole('switch', { name: '个性化推荐' }));
      await feedIsForgotten(page);
      await page.goto('/');
      await untilPlaying(phone);
      expect(await keptSession(page), `personalised: ${personalised}`).not.toBe(before);
    }
    await page.goto('/me/interests');
    await page.getByLabel('添加兴趣').fill('桃子');
    await page.keyboard.press('Enter');
    await feedIsForgotten(page);
    expect(phone.errors).toEqual([]);
    await phone.close();
  }, 60_000);

  /** Goods with at least two variants, and the option of the one that is not preselected. */
  async function productWithChoice(): Promise<{ id: string; option: string }> {
    const list = await town.house.send<{ items: { id: string }[] }>('GET', '/api/v1/products?limit=20');
    for (const { id } of list.body.items) {
      const { body } = await town.house.send<{
        skus: { options: string[]; stock: number; price: { amountMinor: number } }[];
      }>('GET', `/api/v1/products/${id}`);
      const inStock = body.skus.filter((sku) => sku.stock > 0);
      const dearest = inStock.sort((a, b) => b.price.amountMinor - a.price.amountMinor)[0];
      if (inStock.length > 1 && dearest?.options[0] !== undefined) return { id, option: dearest.options[0] };
    }
    throw new Error('the town has no goods with a choice');
  }
});

const comesMs = 6_000;

function comes(target: Locator): Promise<boolean> {
  return target.waitFor({ timeout: comesMs }).then(
    () => true,
    () => false,
  );
}

/** The number of the feed this tab keeps; null when it begins anew. */
function keptSession(page: Page): Promise<string | null> {
  return page.evaluate(() => sessionStorage.getItem('haowu.feedSession'));
}

async function feedIsForgotten(page: Page): Promise<void> {
  await page.waitForFunction(
    () => sessionStorage.getItem('haowu.feedSession') === null && sessionStorage.getItem('haowu.feed') === null,
  );
}
