/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Locator, type Page } from 'playwright-core';

/** A real headless Chromium: the one of the system, or the one CHROMIUM_PATH names. */
const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const actionTimeoutMs = 15_000;

/** Whether there is a browser; says on the error output what to install when there is none. */
export function browserIsHere(file: string): boolean {
  if (existsSync(chromiumPath)) return true;
  process.stderr.write(
    `\n  ${file}: skipped, there is no Chromium at ${chromiumPath}.\n  apt-get install -y chromium ffmpeg fonts-noto-cjk fonts-noto-color-emoji\n\n`,
  );
  return false;
}

/** Starts Chromium with a profile of its own that is removed when it closes. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--mute-audio',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

export type ScreenOptions = {
  url: string;
  locale?: 'zh-CN' | 'en';
  theme?: 'light' | 'dark';
  /** `name=value; name=value`, as a builder of accounts gives it. */
  cookie?: string;
};

export type Screen = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly devtools: CDPSession;
  /** Uncaught errors and console errors so far; a journey ends with none. */
  readonly errors: readonly string[];
  close(): Promise<void>;
};

/** A phone of 390 x 844 with a touch screen. */
export type Phone = Screen & {
  /** Touches so far, swipes not counted. */
  taps(): number;
  tap(target: Locator): Promise<void>;
  /** A finger moving up (the next video) or down (the previous one), until the feed rests upon what came. */
  swipe(direction: 'up' | 'down'): Promise<void>;
};

export async function openPhone(browser: Browser, options: ScreenOptions): Promise<Phone> {
  const screen = await openScreen(browser, options, { width: 390, height: 844, touch: true });
  let taps = 0;
  return {
    ...screen,
    taps: () => taps,
    async tap(target) {
      const { x, y } = await pointOf(screen.page, target);
      await screen.page.touchscreen.tap(x, y);
      taps += 1;
    },
    async swipe(direction) {
      const start = await screensScrolled(screen.page);
      await swipe(screen.devtools, direction);
      await untilRestingElsewhere(screen.page, start);
    },
  };
}

/** A desk of 1440 x 900 with a mouse. */
export function openDesk(browser: Browser, options: ScreenOptions): Promise<Screen> {
  return openScreen(browser, options, { width: 1440, height: 900, touch: false });
}

async function openScreen(
  browser: Browser,
  options: ScreenOptions,
  size: { width: number; height: number; touch: boolean },
): Promise<Screen> {
  const context = await browser.newContext({
    baseURL: options.url,
    viewport: { width: size.width, height: size.height },
    deviceScaleFactor: size.touch ? 2 : 1,
    hasTouch: size.touch,
    isMobile: size.touch,
    locale: options.locale ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.theme ?? 'light',
  });
  context.setDefaultTimeout(actionTimeoutMs);
  const cookies = (options.cookie ?? '').split('; ').filter(Boolean);
  await context.addCookies(
    cookies.map((cookie) => {
      const [name = '', value = ''] = cookie.split(/=(.*)/s);
      return { name, value, url: options.url, httpOnly: true, sameSite: 'Lax' as const };
    }),
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is logged by the browser itself, the page says it in its own words; the component library of the
    // desks tries one style element without a nonce, which changes nothing that is seen.
    if (message.type() === 'error' && !/^(Failed to load resource|Applying inline style)/.test(message.text()))
      errors.push(message.text());
  });
  const devtools = await context.newCDPSession(page);
  return { page, context, devtools, errors, close: () => context.close() };
}

const swipeSteps = 8;
const swipePx = 460;
const stepMs = 12;
const restCheckMs = 150;
const restChecks = 2;
const stillCheckMs = 50;
const leaveTimeoutMs = 4_000;

/** One finger, as a person swipes: about a tenth of a second over half the screen. */
export async function swipe(devtools: CDPSession, direction: 'up' | 'down'): Promise<void> {
  // Upon the picture itself: what lies over it leaves with its video, and its touch would have no end.
  const from = direction === 'up' ? 520 : 200;
  const sign = direction === 'up' ? -1 : 1;
  const point = (step: number) => [{ x: 150, y: Math.round(from + (sign * swipePx * step) / swipeSteps) }];
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(0) });
  for (let step = 1; step <= swipeSteps; step += 1) {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: point(step) });
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/**
 * Waits until a swipe has left the screen it started from and the feed rests again: it snaps, on a busy machine much later
 * than on a phone. Without the first half a feed that has not begun to move looks at rest, and the next touch comes while
 * it moves. At an end of the list nothing moves: that is given up after `leaveTimeoutMs`.
 */
async function untilRestingElsewhere(page: Page, start: number): Promise<void> {
  const leaveBy = Date.now() + leaveTimeoutMs;
  while (Math.abs((await screensScrolled(page)) - start) < 0.5 && Date.now() < leaveBy)
    await page.waitForTimeout(restCheckMs);
  const deadline = Date.now() + actionTimeoutMs;
  let before = Number.NaN;
  for (let still = 0; still < restChecks; ) {
    const screens = await screensScrolled(page);
    still = screens === before && Math.abs(screens - Math.round(screens)) < 0.01 ? still + 1 : 0;
    if (Date.now() > deadline) throw new Error(`the feed does not come to rest: it stands at screen ${screens}`);
    before = screens;
    await page.waitForTimeout(restCheckMs);
  }
}

/** How far the feed is scrolled, in screens; NaN where there is no feed. */
function screensScrolled(page: Page): Promise<number> {
  return page.evaluate(() => {
    const scroller = document.querySelector('.feed-scroller');
    return scroller && scroller.clientHeight > 0 ? scroller.scrollTop / scroller.clientHeight : Number.NaN;
  });
}

/**
 * Where a finger would touch: the middle of an element that stands still, can be used and lies under nothing else. The
 * browser driver's own tap scrolls what will not stand still to other edges of the screen, which turns the page of a feed.
 * @throws with what the screen says instead.
 */
async function pointOf(page: Page, target: Locator): Promise<{ x: number; y: number }> {
  const deadline = Date.now() + actionTimeoutMs;
  await target.waitFor();
  let before = '';
  let scrolled = false;
  for (;;) {
    const found = await target
      .evaluate((element) => {
        const box = element.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const hit = document.elementFromPoint(x, y);
        const label = element.closest('label');
        return {
          x,
          y,
          isInside: x > 0 && y > 0 && x < innerWidth && y < innerHeight,
          isHit: hit !== null && (element.contains(hit) || (label?.contains(hit) ?? false)),
          isEnabled: !(element as HTMLButtonElement).disabled,
        };
      })
      .catch(() => undefined);
    if (found && !found.isInside && !scrolled) {
      await target.scrollIntoViewIfNeeded();
      scrolled = true;
    }
    const now = JSON.stringify(found);
    if (found?.isInside && found.isHit && found.isEnabled && now === before) return { x: found.x, y: found.y };
    if (Date.now() > deadline) throw new Error(`${target} cannot be tapped: ${now}\n${await whatStands(page)}`);
    before = now;
    await page.waitForTimeout(stillCheckMs);
  }
}

/** For the message of a failure: where the feed stands, what plays, and the words on the screen. */
async function whatStands(page: Page): Promise<string> {
  const state = await page.evaluate(() => ({
    address: location.pathname,
    slides: [...document.querySelectorAll('.feed-slide')].map(
      (slide) =>
        `${slide.getAttribute('aria-hidden')} ${slide.querySelector('.feed-surface')?.getAttribute('aria-label')}`,
    ),
    videos: [...document.querySelectorAll('video')].map(
      (video) => `${video.currentSrc} ${video.currentTime} s, ready ${video.readyState}, paused ${video.paused}`,
    ),
    words: document.body.textContent.slice(0, 600),
  }));
  return `the feed stands at screen ${await screensScrolled(page)}\n${JSON.stringify(state, null, 1)}`;
}

/** The video that is on the stage now. */
export async function playingNow(page: Page): Promise<{ title: string; seconds: number; muted: boolean } | undefined> {
  return await page.evaluate(() => {
    const title = document.querySelector('.feed-slide[aria-hidden="false"] .feed-surface')?.getAttribute('aria-label');
    const videos = [...document.querySelectorAll<HTMLVideoElement>('video.feed-video')];
    const video = videos.find((one) => {
      const box = one.getBoundingClientRect();
      return one.currentSrc !== '' && Math.abs(box.top) < 4 * devicePixelRatio + 60 && box.height > 0;
    });
    return video === undefined
      ? undefined
      : { title: (title ?? '').replace(/^[^:]*: /, ''), seconds: video.currentTime, muted: video.muted };
  });
}

/** Waits until a clip moves on the stage. @throws with what the screen says instead. */
export async function untilPlaying(screen: Screen): Promise<void> {
  const deadline = Date.now() + actionTimeoutMs;
  while (((await playingNow(screen.page))?.seconds ?? 0) < 0.2) {
    if (Date.now() > deadline) {
      const videos = await screen.page.evaluate(() =>
        [...document.querySelectorAll('video')].map((video) => ({
          source: video.currentSrc,
          ready: video.readyState,
          seconds: video.currentTime,
          paused: video.paused,
          error: video.error?.message,
        })),
      );
      const words = await screen.page.locator('body').textContent();
      throw new Error(`nothing plays: ${words}\n${JSON.stringify(videos)}\n${screen.errors.join('\n')}`);
    }
    await screen.page.waitForTimeout(100);
  }
}
