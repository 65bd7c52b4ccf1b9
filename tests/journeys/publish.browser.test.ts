import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { standardCategories, upsertCategories } from '../../server/src/catalog/index.ts';
import { sql } from '../../server/src/kernel/index.ts';
import { type BreakingLine, openBreakingLine } from '../support/breaking-line.ts';
import { browserIsHere, openBrowser, openDesk, openPhone, playingNow, untilPlaying } from '../support/browser.ts';
import { type BuiltShop, buildShop } from '../support/build.ts';
import { makeVerticalClip, realDataIsHere, realPhoto } from '../support/real-data.ts';
import { useTownServer } from '../support/town-server.ts';

/**
 * A merchant makes a product with variants from a real photograph, uploads a real clip over a line that breaks in the
 * middle, puts the product at a moment, publishes; a viewer then meets the card at that moment.
 */
const file = 'tests/journeys/publish.browser.test.ts';
const ready = browserIsHere(file) && realDataIsHere(file);
const productTitle = '云南石屏 牛油果 当季鲜果';
const videoTitle = '牛油果怎么挑，三步就够';
const momentMs = 2_000;

describe.skipIf(!ready)('publishing from the studio', () => {
  const town = useTownServer();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haowu-clips-'));
  const clip = path.join(folder, 'avocado.mp4');
  let browser: Browser;
  let shop: BuiltShop;

  beforeAll(async () => {
    browser = await openBrowser();
    shop = await buildShop(town.house.world, { name: '石屏果园' });
    await town.house.world.act((act) => upsertCategories(act, standardCategories));
    await makeVerticalClip(clip, {
      photos: [realPhoto('Fruit--Avocado_001'), realPhoto('Fruit--Avocado_002')],
      clipSeconds: 2,
      photoSeconds: 2,
      toneHz: 392,
    });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function phoneOf(accountId: string): Promise<string> {
    const row = await town.house.world.database.one<{ phone: string }>(
      sql`select phone from identity.accounts where id = ${accountId}`,
    );
    return row.phone;
  }

  test('a product with variants, a clip over a broken line, goods at a moment, and it plays in the feed', async () => {
    const line = await openBreakingLine(town.house.url);
    const desk = await openDesk(browser, { url: line.url });
    const { page } = desk;
    await signIn(page, await phoneOf(shop.owner.id));
    await makeProduct(page);
    await uploadOverABrokenLine(page, line, clip);
    await attachAtMoment(page);
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('已发布，用户可以看到。').waitFor({ timeout: 30_000 });
    expect(desk.errors).toEqual([]);
    await desk.close();
    await line.close();

    const phone = await openPhone(browser, { url: town.house.url });
    await phone.page.goto('/');
    await untilPlaying(phone);
    expect((await playingNow(phone.page))?.title).toBe(videoTitle);
    const card = phone.page.locator('.feed-slide[aria-hidden="false"] .feed-product');
    await card.waitFor();
    const seconds = (await playingNow(phone.page))?.seconds ?? 0;
    expect(seconds, 'the card comes at its moment').toBeGreaterThanOrEqual(momentMs / 1_000 - 0.1);
    expect(seconds).toBeLessThan(momentMs / 1_000 + 1.5);
    await expect(card.textContent()).resolves.toContain(productTitle);
    await expect(card.textContent()).resolves.toContain('19');
    expect(phone.errors).toEqual([]);
    await phone.close();
  }, 120_000);
});

/** By phone and code; the sandbox shows the code that a text message would carry. */
async function signIn(page: Page, phone: string): Promise<void> {
  await page.goto('/studio');
  await page.getByText('手机验证码').click();
  await page.getByLabel('手机号', { exact: true }).fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  const shown = await page.getByText(/验证码是/).textContent();
  await page.getByLabel('验证码', { exact: true }).fill(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: /今天/ }).first().waitFor();
}

async function makeProduct(page: Page): Promise<void> {
  await page.goto('/studio/products/new');
  await page.getByLabel('标题', { exact: true }).fill(productTitle);
  await page.getByLabel('详情').fill('果园直发，到手放软再吃。');
  await page.locator('input[type=file]').setInputFiles(realPhoto('Fruit--Avocado_001'));
  await page.getByRole('button', { name: '添加规格' }).click();
  await page.getByLabel('第 1 个规格名').fill('规格');
  await page.getByRole('combobox', { name: '规格 的规格值' }).fill('6 个,12 个,');
  await page.getByLabel('6 个 售价', { exact: true }).fill('19.80');
  await page.getByLabel('6 个 库存', { exact: true }).fill('40');
  await page.getByLabel('12 个 售价', { exact: true }).fill('36.50');
  await page.getByLabel('12 个 库存', { exact: true }).fill('20');
  await page.getByRole('combobox', { name: '类目' }).fill('水果');
  await page.getByRole('treeitem').getByText('水果', { exact: true }).click();
  await page.getByRole('button', { name: '移除第 1 张' }).waitFor({ timeout: 30_000 });
  // The button is held until the picture is worked on, which takes a while on a busy machine.
  await page.getByRole('button', { name: '发布', exact: true }).click({ timeout: 60_000 });
  await page.getByText('已上架。').or(page.getByText('在售')).first().waitFor({ timeout: 30_000 });
}

/** The line breaks while the clip is on its way; what was sent stays sent, and it goes on by itself from there. */
async function uploadOverABrokenLine(page: Page, line: BreakingLine, clip: string): Promise<void> {
  const clipBytes = statSync(clip).size;
  const startedAt: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH' && request.url().includes('/uploads/'))
      startedAt.push(Number(request.headers()['upload-offset']));
  });
  await page.goto('/studio/videos/new');
  line.breakAfter(Math.round(clipBytes * 0.6));
  await page.locator('input[type=file]').setInputFiles(clip);
  await page.getByLabel('标题', { exact: true }).fill(videoTitle);
  await page.getByRole('heading', { name: '挂在视频里的商品' }).waitFor({ timeout: 60_000 });
  expect(line.broken(), 'the line broke').toBe(1);
  expect(startedAt[0]).toBe(0);
  const resumedAt = startedAt.at(-1) ?? 0;
  expect(resumedAt, 'it went on from what had been sent').toBeGreaterThan(0);
  expect(resumedAt).toBeLessThan(clipBytes);
}

async function attachAtMoment(page: Page): Promise<void> {
  await page.evaluate((seconds) => {
    const video = document.querySelector('video');
    if (video) video.currentTime = seconds;
  }, momentMs / 1_000);
  await page.waitForTimeout(400);
  await page.getByRole('button', { name: '挂商品' }).click();
  await page.getByRole('button', { name: `挂上 ${productTitle}` }).click();
  await page.getByRole('slider', { name: new RegExp(productTitle) }).waitFor();
}
