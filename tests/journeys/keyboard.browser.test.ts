/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserIsHere, openBrowser, openDesk, playingNow, type Screen, untilPlaying } from '../support/browser.ts';
import { address } from '../support/build.ts';
import { signInDemo } from '../support/demo-account.ts';
import { useTownServer } from '../support/town-server.ts';

/** Everything of the feed and of buying without a mouse: arrows, space, letters, Tab, Enter, Escape. */
const file = 'tests/journeys/keyboard.browser.test.ts';
const ready = browserIsHere(file);

describe.skipIf(!ready)('the feed by keyboard', () => {
  const town = useTownServer({ town: { days: 1, peopleCount: 6 } });
  let browser: Browser;
  let desk: Screen;
  let page: Page;
  let cookie: string;

  beforeAll(async () => {
    browser = await openBrowser();
    cookie = await signInDemo(town.house, 'viewer');
    await town.house.send('POST', '/api/v1/addresses', { cookie, body: { ...address, isDefault: true } });
    desk = await openDesk(browser, { url: town.house.url, cookie });
    ({ page } = desk);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/');
    await untilPlaying(desk);
  }, 90_000);
  afterAll(() => browser?.close());

  test('arrows swipe, space pauses, L likes, ? shows the keys and Escape puts the focus back', async () => {
    const first = await titleNow();
    await page.keyboard.press('ArrowDown');
    await titleBecomes((title) => title !== first);
    await page.keyboard.press('ArrowUp');
    await titleBecomes((title) => title === first);

    await page.keyboard.press(' ');
    await page.locator('.feed-paused').waitFor();
    expect(await isPaused()).toBe(true);
    await page.keyboard.press(' ');
    await page.locator('.feed-paused').waitFor({ state: 'detached' });
    expect(await isPaused()).toBe(false);

    const like = page.locator('.feed-slide[aria-hidden="false"]').getByRole('button', { name: /^点赞/ });
    const liked = await like.getAttribute('aria-pressed');
    await page.keyboard.press('l');
    await expectPressed(like, liked === 'true' ? 'false' : 'true');
    await page.keyboard.press('l');
    await expectPressed(like, liked ?? '');

    const keys = page.getByRole('button', { name: '快捷键' });
    await keys.focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'detached' });
    expect(await focusedName()).toContain('快捷键');
  });

  test('C leads to the comments beside the video', async () => {
    await page.keyboard.press('c');
    expect(await page.evaluate(() => document.activeElement?.closest('aside, dialog') !== null)).toBe(true);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  });

  test('whatever Tab reaches shows its focus', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const unseen: string[] = [];
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null;
        if (element === null || element === document.body) return undefined;
        const style = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const inside = element.querySelector(':scope > *');
        const seen = (one: CSSStyleDeclaration) =>
          (one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) > 0) || one.boxShadow !== 'none';
        return {
          name: `${element.tagName} ${element.className} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 20)}`,
          visible: seen(style) || (inside !== null && seen(getComputedStyle(inside))),
          onScreen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
        };
      });
      if (focus !== undefined && (!focus.visible || !focus.onScreen)) unseen.push(JSON.stringify(focus));
    }
    expect(unseen).toEqual([]);
  });

  test('B opens the goods, Tab and Enter buy them, Escape closes', async () => {
    for (
      let steps = 0;
      (await page.locator('.feed-slide[aria-hidden="false"] .feed-product').count()) === 0;
      steps += 1
    ) {
      if (steps > 12) throw new Error('no video with goods came');
      const before = await titleNow();
      const hasGoods = await goodsCome();
      if (hasGoods) break;
      await page.keyboard.press('ArrowDown');
      await titleBecomes((title) => title !== before);
    }
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.locator('.feed-slide[aria-hidden="false"] .feed-surface').focus();
    await page.keyboard.press('b');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('button', { name: /立即购买/ }).waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('feed-surface');

    await page.keyboard.press('b');
    await sheet.getByRole('button', { name: /立即购买/ }).waitFor();
    await tabTo(/立即购买/);
    await page.keyboard.press('Enter');
    await sheet.getByRole('button', { name: '提交并支付' }).waitFor();
    await tabTo(/提交并支付/);
    await page.keyboard.press('Enter');
    await page.getByText('支付成功').waitFor();
    await tabTo(/回到视频/);
    await page.keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    const orders = await town.house.send<{ items: { state: string; lines: { contentId: string | null }[] }[] }>(
      'GET',
      '/api/v1/orders?tab=awaiting_dispatch',
      { cookie },
    );
    expect(orders.body.items[0]?.lines[0]?.contentId, 'the newest order came from a video').toEqual(expect.any(String));
    expect(desk.errors).toEqual([]);
  }, 180_000);

  /** Whether goods come within the first seconds of the clip itself: on a busy machine it plays slower than the clock goes. */
  async function goodsCome(): Promise<boolean> {
    for (let looks = 0; looks < 400; looks += 1) {
      if ((await page.locator('.feed-slide[aria-hidden="false"] .feed-product').count()) > 0) return true;
      if (((await playingNow(page))?.seconds ?? 0) > 6) return false;
      await page.waitForTimeout(50);
    }
    return false;
  }

  async function titleNow(): Promise<string> {
    return (await playingNow(page))?.title ?? '';
  }

  async function titleBecomes(right: (title: string) => boolean): Promise<void> {
    for (let looks = 0; looks < 100; looks += 1) {
      if (right(await titleNow())) return;
      await page.waitForTimeout(50);
    }
    throw new Error(`the stage stays at ${await titleNow()}`);
  }

  async function isPaused(): Promise<boolean> {
    return await page.evaluate(() => [...document.querySelectorAll('video')].every((video) => video.paused));
  }

  async function expectPressed(button: ReturnType<Page['locator']>, pressed: string): Promise<void> {
    for (let looks = 0; looks < 60 && (await button.getAttribute('aria-pressed')) !== pressed; looks += 1)
      await page.waitForTimeout(50);
    expect(await button.getAttribute('aria-pressed')).toBe(pressed);
  }

  async function focusedName(): Promise<string> {
    return await page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
    );
  }

  /** Presses Tab until the focus is on what is named so. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let steps = 0; steps < 60; steps += 1) {
      if (name.test(await focusedName()) && (await page.evaluate(() => document.activeElement?.tagName === 'BUTTON')))
        return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${name}`);
  }
});
