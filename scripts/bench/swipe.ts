/// <reference lib="dom" />
import { openBrowser, openPhone, type Phone, untilPlaying } from '../../tests/support/browser.ts';
import { type BenchOptions, type BenchResult, commitId, machine, percentile, round, startServer } from './measure.ts';

const swipes = 50;
const coldSwipes = 6;
const swipesPerTap = 5;
const likeButton = '.feed-slide[aria-hidden="false"] .feed-rail > .rail-button >> nth=0';
/** A phone on a mediocre line, and one on a bad one. */
const mediocreLine = { latency: 120, kbitPerSecond: 3_000 };
const badLine = { latency: 120, kbitPerSecond: 1_000 };
const thinkMs = { preloaded: 1_100, cold: 60, smooth: 450 };

/**
 * The feed under a finger in headless Chromium at 390 x 844, on the clips of the demo town: how soon a frame of the next
 * video is painted after the finger leaves, loaded ahead and not; dropped frames and the slowest interaction of 50 swipes;
 * whether a line of 1 Mbit/s still plays. The server runs beside it, so figures include its share of the processor.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const server = await startServer({ dataDir: options.dataDir, town: true });
  const browser = await openBrowser();
  try {
    const onPhone = async <Result>(work: (phone: Phone) => Promise<Result>): Promise<Result> => {
      const phone = await openPhone(browser, { url: server.url });
      try {
        await phone.page.addInitScript(watchFrames);
        return await work(phone);
      } finally {
        await phone.close();
      }
    };
    const preloaded = await onPhone(async (phone) => {
      await emulate(phone, mediocreLine);
      await start(phone);
      const frames: number[] = [];
      for (let count = 0; count < 10; count += 1) {
        await phone.page.waitForTimeout(thinkMs.preloaded);
        await untilNextIsLoaded(phone);
        frames.push(await swipeToFrame(phone));
      }
      return sorted(frames);
    });
    const cold = await onPhone(async (phone) => {
      await start(phone);
      const frames: number[] = [];
      for (let count = 0; count < coldSwipes; count += 1) {
        await forgetNext(phone);
        await emulate(phone, mediocreLine);
        frames.push(await swipeToFrame(phone));
        await emulate(phone, undefined);
        await phone.page.waitForTimeout(thinkMs.preloaded);
      }
      return sorted(frames);
    });
    const smooth = await onPhone(async (phone) => {
      await start(phone);
      await phone.page.waitForTimeout(thinkMs.preloaded);
      const before = await readFigures(phone);
      const frames: number[] = [];
      for (let count = 0; count < swipes; count += 1) {
        frames.push(await swipeToFrame(phone));
        await phone.page.waitForTimeout(thinkMs.smooth);
        if (count % swipesPerTap === 0) await phone.tap(phone.page.locator(likeButton));
      }
      const after = await readFigures(phone);
      return { frames: sorted(frames), before, after };
    });
    const bad = await onPhone(async (phone) => {
      await emulate(phone, badLine);
      const startedAt = performance.now();
      await start(phone);
      const firstFrameMs = performance.now() - startedAt;
      const stalledMs = await stalls(phone, 6_000);
      return { firstFrameMs, stalledMs };
    });
    const videoFrames = smooth.after.videoFrames - smooth.before.videoFrames;
    const screenFrames = smooth.after.screenFrames - smooth.before.screenFrames;
    return {
      name: 'swipe',
      commit: commitId(),
      seed: options.seed,
      machine: machine(),
      clients: 1,
      ratePerSecond: null,
      p50Ms: percentile(smooth.frames, 0.5),
      p99Ms: percentile(smooth.frames, 0.99),
      serverCpuMsPerUnit: null,
      postgresCpuMsPerUnit: null,
      sqlPerUnit: null,
      rssMb: round(server.rssMb(), 0),
      readyMs: round(server.readyMs, 0),
      swipes,
      preloadedFrameMs: percentile(preloaded, 0.5),
      preloadedFrameWorstMs: percentile(preloaded, 1),
      coldFrameMs: percentile(cold, 0.5),
      coldFrameWorstMs: percentile(cold, 1),
      droppedVideoFramesPercent: round(
        (100 * (smooth.after.droppedFrames - smooth.before.droppedFrames)) / videoFrames,
      ),
      lateScreenFramesPercent: round((100 * (smooth.after.lateFrames - smooth.before.lateFrames)) / screenFrames),
      interactionToNextPaintMs: smooth.after.slowestInteractionMs,
      badLineFirstFrameMs: round(bad.firstFrameMs, 0),
      badLineStalledMs: round(bad.stalledMs, 0),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);

async function start(phone: Phone): Promise<void> {
  await phone.page.goto('/');
  await untilPlaying(phone);
}

async function emulate(phone: Phone, line: { latency: number; kbitPerSecond: number } | undefined): Promise<void> {
  const bytesPerSecond = line === undefined ? -1 : (line.kbitPerSecond * 1_000) / 8;
  await phone.devtools.send('Network.enable');
  await phone.devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: line?.latency ?? 0,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}

/** One swipe. @returns milliseconds from the finger leaving to the first painted frame of the next video */
async function swipeToFrame(phone: Phone): Promise<number> {
  await phone.page.evaluate(() => window.bench.expectNext());
  await phone.swipe('up');
  return await phone.page.evaluate(() => window.bench.frameMs());
}

async function untilNextIsLoaded(phone: Phone): Promise<void> {
  for (let looks = 0; looks < 200; looks += 1) {
    if (await phone.page.evaluate(() => window.bench.isNextLoaded())) return;
    await phone.page.waitForTimeout(50);
  }
}

/** The next video as it is when a viewer swipes before anything of it has come: nothing loaded, nothing in the cache. */
async function forgetNext(phone: Phone): Promise<void> {
  await phone.devtools.send('Network.clearBrowserCache');
  await phone.page.evaluate(() => window.bench.forgetNext());
}

async function stalls(phone: Phone, forMs: number): Promise<number> {
  return await phone.page.evaluate((ms) => window.bench.stalledMs(ms), forMs);
}

type Figures = {
  videoFrames: number;
  droppedFrames: number;
  screenFrames: number;
  lateFrames: number;
  slowestInteractionMs: number;
};

async function readFigures(phone: Phone): Promise<Figures> {
  return await phone.page.evaluate(() => window.bench.figures());
}

declare global {
  interface Window {
    bench: {
      expectNext(): void;
      frameMs(): Promise<number>;
      isNextLoaded(): boolean;
      forgetNext(): void;
      stalledMs(forMs: number): Promise<number>;
      figures(): Figures;
    };
  }
}

/** Runs inside the page before its own scripts: watches painted frames, late frames of the screen and slow interactions. */
function watchFrames(): void {
  const lateAfterMs = 34;
  const giveUpMs = 8_000;
  let screenFrames = 0;
  let lateFrames = 0;
  let slowestInteractionMs = 0;
  let lastAt = performance.now();
  const tick = (at: number) => {
    screenFrames += 1;
    if (at - lastAt > lateAfterMs) lateFrames += Math.round((at - lastAt) / 16.7) - 1;
    lastAt = at;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[])
      if (entry.interactionId) slowestInteractionMs = Math.max(slowestInteractionMs, entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);

  const videos = () => [...document.querySelectorAll<HTMLVideoElement>('video.feed-video')];
  const height = () => document.querySelector('.feed-scroller')?.clientHeight ?? innerHeight;
  const topOf = (video: HTMLVideoElement) => Math.round(video.getBoundingClientRect().top / height());
  const current = () => videos().find((video) => topOf(video) === 0 && video.getBoundingClientRect().height > 0);
  const next = () => videos().find((video) => topOf(video) === 1);
  let fingerLeftAt = 0;
  let before: string | undefined;
  for (const type of ['touchend', 'touchcancel'])
    addEventListener(
      type,
      () => {
        fingerLeftAt = performance.now();
      },
      true,
    );
  window.bench = {
    expectNext() {
      before = current()?.currentSrc;
      fingerLeftAt = 0;
    },
    frameMs: () =>
      new Promise((resolve, reject) => {
        const deadline = performance.now() + giveUpMs;
        setTimeout(() => {
          const state = videos().map((one) => [
            topOf(one),
            one.paused,
            one.readyState,
            one.currentTime,
            one.currentSrc,
          ]);
          reject(
            new Error(`no frame of the next video was painted: ${JSON.stringify({ before, fingerLeftAt, state })}`),
          );
        }, giveUpMs);
        const look = () => {
          const video = current();
          if (performance.now() > deadline) return;
          if (video === undefined || video.currentSrc === '' || video.currentSrc === before)
            return requestAnimationFrame(look);
          video.requestVideoFrameCallback((_, frame) => {
            // A clip that waits already moves while the finger still pulls it in: nothing is left to wait for.
            const settle = () =>
              fingerLeftAt === 0 && performance.now() < deadline
                ? requestAnimationFrame(settle)
                : resolve(Math.max(0, frame.presentationTime - fingerLeftAt));
            settle();
          });
        };
        look();
      }),
    isNextLoaded: () => (next()?.readyState ?? 0) >= 3,
    forgetNext() {
      const video = next();
      if (video === undefined) return;
      const source = video.currentSrc;
      video.removeAttribute('src');
      video.load();
      video.preload = 'none';
      video.src = `${source.split('?')[0]}?cold=${Math.random()}`;
    },
    async stalledMs(forMs) {
      let stalled = 0;
      let seconds = current()?.currentTime ?? 0;
      const end = performance.now() + forMs;
      while (performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        const now = current()?.currentTime ?? 0;
        if (now === seconds) stalled += 100;
        seconds = now;
      }
      return stalled;
    },
    figures() {
      const quality = videos().map((video) => video.getVideoPlaybackQuality());
      return {
        videoFrames: quality.reduce((sum, one) => sum + one.totalVideoFrames, 0),
        droppedFrames: quality.reduce((sum, one) => sum + one.droppedVideoFrames, 0),
        screenFrames,
        lateFrames,
        slowestInteractionMs,
      };
    },
  };
}
