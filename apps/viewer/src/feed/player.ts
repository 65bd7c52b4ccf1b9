import { useSyncExternalStore } from 'react';
import { recordAction } from './actions.ts';
import type { Entry, FeedItem } from './feed-list.ts';
import { currentNetwork } from './network.ts';
import { pickSource } from './pick-source.ts';

export type Snapshot = {
  readonly paused: boolean;
  readonly muted: boolean;
  readonly waiting: boolean;
  /** The current clip could not be played. */
  readonly broken: boolean;
  readonly speed: number;
  readonly captionsOn: boolean;
  readonly caption: string;
  readonly hasCaptions: boolean;
  /** Whole tenths of a second of the current clip, for goods that appear at a moment. */
  readonly positionMs: number;
};

const poolSize = 3;
const skippedBelowMs = 2_000;
const impressionAfterMs = 250;
const preloadAheadSeconds = 3;
const keptPositionKey = 'haowu.position';
const mutedKey = 'haowu.muted';
const captionsKey = 'haowu.captions';

type Slot = { readonly element: HTMLVideoElement; videoId: string | undefined };
type Playing = {
  readonly index: number;
  readonly item: FeedItem;
  watchedMs: number;
  lastMs: number;
  finished: boolean;
};

/**
 * Plays the feed with exactly three video elements, made once and kept for the life of the page: the clip at index i always
 * lives in slot i mod 3, so a swipe changes no element and the next clip is already loaded. Leaving the feed pauses it and
 * keeps it; coming back goes on at the same second.
 */
class Player {
  #slots: Slot[] | undefined;
  #host: HTMLElement | undefined;
  #playing: Playing | undefined;
  #entries: readonly Entry[] = [];
  #heldByUser = false;
  #wantsSound = localStorage.getItem(mutedKey) !== 'yes';
  #locale = 'zh-CN';
  #listeners = new Set<() => void>();
  #impressionTimer: ReturnType<typeof setTimeout> | undefined;
  snapshot: Snapshot = {
    paused: false,
    muted: true,
    waiting: false,
    broken: false,
    speed: 1,
    // Clips made here carry their Chinese words in the picture: who reads Chinese starts without a second line of them.
    captionsOn: (localStorage.getItem(captionsKey) ?? (navigator.language.startsWith('zh') ? 'no' : 'yes')) !== 'no',
    caption: '',
    hasCaptions: false,
    positionMs: 0,
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #say(change: Partial<Snapshot>): void {
    const before = this.snapshot;
    if (Object.entries(change).every(([key, value]) => before[key as keyof Snapshot] === value)) return;
    this.snapshot = { ...before, ...change };
    for (const listener of this.#listeners) listener();
  }

  get #pool(): Slot[] {
    this.#slots ??= Array.from({ length: poolSize }, () => this.#makeSlot());
    return this.#slots;
  }

  #makeSlot(): Slot {
    const element = document.createElement('video');
    element.className = 'feed-video';
    element.playsInline = true;
    element.loop = true;
    element.muted = true;
    element.preload = 'auto';
    element.tabIndex = -1;
    element.setAttribute('aria-hidden', 'true');
    element.disableRemotePlayback = true;
    const slot: Slot = { element, videoId: undefined };
    const current = () => this.#playing !== undefined && this.#slotAt(this.#playing.index) === slot;
    element.addEventListener('timeupdate', () => current() && this.#tick(slot));
    element.addEventListener('playing', () => {
      element.dataset.painted = 'yes';
      if (current()) this.#say({ waiting: false, broken: false });
    });
    element.addEventListener('loadeddata', () => {
      element.dataset.painted = 'yes';
    });
    element.addEventListener('waiting', () => current() && this.#say({ waiting: true }));
    element.addEventListener(
      'error',
      () => current() && slot.videoId !== undefined && this.#say({ broken: true, waiting: false }),
    );
    for (const event of ['progress', 'canplaythrough', 'playing'] as const)
      element.addEventListener(event, () => current() && this.#preloadNext());
    return slot;
  }

  #slotAt(index: number): Slot {
    return this.#pool[index % poolSize] as Slot;
  }

  /** Puts the three elements on the stage. */
  attach(host: HTMLElement): void {
    this.#host = host;
    for (const slot of this.#pool) host.append(slot.element);
  }

  /** The feed is left: everything stands still and stays as it is. */
  detach(): void {
    this.#settleWatch();
    for (const slot of this.#pool) {
      slot.element.pause();
      slot.element.remove();
    }
    this.#host = undefined;
    this.#keepPosition();
  }

  /** Another list: nothing of the old one may be heard or counted. */
  reset(): void {
    this.#leave();
    for (const slot of this.#pool) this.#unload(slot);
    this.#playing = undefined;
    this.#entries = [];
  }

  setLocale(locale: string): void {
    this.#locale = locale;
  }

  get element(): HTMLVideoElement | undefined {
    return this.#playing === undefined ? undefined : this.#slotAt(this.#playing.index).element;
  }

  /** Shows the entry at `index`: its clip plays, its neighbours are kept ready, the others stand still. */
  show(entries: readonly Entry[], index: number): void {
    this.#entries = entries;
    const entry = entries[index];
    const item = entry?.kind === 'video' ? entry.item : undefined;
    if (
      this.#playing !== undefined &&
      (this.#playing.index !== index || this.#playing.item.impressionToken !== item?.impressionToken)
    )
      this.#leave();
    for (const slot of this.#pool) if (slot !== this.#slotAt(index)) slot.element.pause();
    this.#place(index - 1);
    this.#place(index);
    this.#place(index + 1);
    if (item === undefined) {
      this.#say({ waiting: false, broken: false, hasCaptions: false, caption: '', positionMs: 0, paused: false });
      return;
    }
    if (this.#playing === undefined) {
      this.#playing = { index, item, watchedMs: 0, lastMs: 0, finished: false };
      this.#heldByUser = false;
      this.#say({
        waiting: false,
        broken: false,
        positionMs: 0,
        caption: '',
        paused: false,
        hasCaptions: item.video.playback.captions.length > 0,
      });
      clearTimeout(this.#impressionTimer);
      this.#impressionTimer = setTimeout(() => recordAction('impression', item), impressionAfterMs);
    }
    const slot = this.#slotAt(index);
    this.#load(slot, item, 'auto');
    slot.element.playbackRate = this.snapshot.speed;
    this.#playing.lastMs = slot.element.currentTime * 1_000;
    if (!this.#heldByUser) void this.#play(slot.element);
  }

  #place(index: number): void {
    if (index < 0) return;
    const slot = this.#slotAt(index);
    const entry = this.#entries[index];
    // Beyond the last screen an element would make the stage scroll into nothing.
    slot.element.style.setProperty('--index', entry === undefined ? '0' : String(index));
    const videoId = entry?.kind === 'video' ? entry.item.video.id : undefined;
    if (slot.videoId !== undefined && slot.videoId !== videoId) this.#unload(slot);
  }

  #unload(slot: Slot): void {
    slot.videoId = undefined;
    delete slot.element.dataset.painted;
    slot.element.pause();
    slot.element.replaceChildren();
    slot.element.removeAttribute('src');
    slot.element.load();
  }

  #load(slot: Slot, item: FeedItem, preload: 'auto' | 'metadata'): void {
    const { playback, id } = item.video;
    if (slot.videoId === id) return;
    const screenPx = (this.#host?.clientWidth ?? 400) * window.devicePixelRatio;
    const source = pickSource(playback.sources, playback.durationMs, currentNetwork(), screenPx);
    if (slot.videoId !== undefined) this.#unload(slot);
    slot.videoId = id;
    slot.element.preload = preload;
    const track = playback.captions.find((one) => one.locale === this.#locale) ?? playback.captions[0];
    if (track !== undefined) slot.element.append(this.#makeTrack(slot, track));
    slot.element.src = source?.url ?? '';
    const kept = takeKeptPosition(id);
    if (kept > 0) slot.element.currentTime = kept;
    else if (slot.element.currentTime !== 0) slot.element.currentTime = 0;
  }

  #makeTrack(slot: Slot, track: { locale: string; url: string }): HTMLTrackElement {
    const element = document.createElement('track');
    element.kind = 'subtitles';
    element.srclang = track.locale;
    element.src = track.url;
    element.track.mode = 'hidden';
    element.track.addEventListener('cuechange', () => {
      if (this.#playing === undefined || this.#slotAt(this.#playing.index) !== slot) return;
      const cues = [...(element.track.activeCues ?? [])] as VTTCue[];
      this.#say({ caption: cues.map((cue) => cue.text.replace(/<[^>]*>/g, '')).join('\n') });
    });
    return element;
  }

  /** The next clip loads once the current one has a few seconds in hand, so that a thin line serves what is watched. */
  #preloadNext(): void {
    const playing = this.#playing;
    const element = this.element;
    if (playing === undefined || element === undefined) return;
    const next = this.#entries[playing.index + 1];
    const { buffered, currentTime, duration } = element;
    const end = buffered.length > 0 ? buffered.end(buffered.length - 1) : 0;
    if (end - currentTime < preloadAheadSeconds && end < duration - 0.5) return;
    if (next?.kind === 'video') this.#load(this.#slotAt(playing.index + 1), next.item, 'auto');
    // The one before comes back at a glance too, once its neighbours are served.
    const before = this.#entries[playing.index - 1];
    if (before?.kind === 'video' && end >= duration - 0.5 && !currentNetwork().saveData)
      this.#load(this.#slotAt(playing.index - 1), before.item, 'metadata');
  }

  async #play(element: HTMLVideoElement): Promise<void> {
    const sound = this.#wantsSound && navigator.userActivation?.hasBeenActive === true;
    element.muted = !sound;
    this.#say({ muted: !sound, paused: false });
    try {
      await element.play();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'NotAllowedError') return;
      element.muted = true;
      this.#say({ muted: true });
      await element.play().catch(() => this.#say({ paused: true }));
    }
  }

  #tick(slot: Slot): void {
    const playing = this.#playing;
    if (playing === undefined) return;
    const nowMs = slot.element.currentTime * 1_000;
    const lengthMs = (slot.element.duration || 0) * 1_000;
    const step = nowMs - playing.lastMs;
    const wrapped = step < -lengthMs / 2;
    if (step > 0 && step < 1_500) playing.watchedMs += step / Math.max(0.5, this.snapshot.speed);
    playing.lastMs = nowMs;
    if (!playing.finished && lengthMs > 0 && (wrapped || nowMs > lengthMs - 350)) {
      playing.finished = true;
      recordAction('finish', playing.item);
    }
    this.#say({ positionMs: Math.floor(nowMs / 100) * 100, waiting: false });
  }

  #settleWatch(): void {
    const playing = this.#playing;
    if (playing === undefined || playing.watchedMs < 100) return;
    recordAction('watch', playing.item, { watchMs: Math.min(3_600_000, Math.round(playing.watchedMs)) });
  }

  #leave(): void {
    const playing = this.#playing;
    clearTimeout(this.#impressionTimer);
    if (playing === undefined) return;
    recordAction('impression', playing.item);
    this.#settleWatch();
    if (!playing.finished && playing.watchedMs < skippedBelowMs) recordAction('skip', playing.item);
    const { element } = this.#slotAt(playing.index);
    element.pause();
    element.currentTime = 0;
    this.#playing = undefined;
  }

  /** The tab is hidden or closed: what was watched so far counts. */
  hide(): void {
    this.#settleWatch();
    this.#keepPosition();
    this.element?.pause();
  }

  unhide(): void {
    const element = this.element;
    if (element !== undefined && !this.#heldByUser && this.#host !== undefined) void this.#play(element);
  }

  #keepPosition(): void {
    const playing = this.#playing;
    if (playing === undefined) return;
    const seconds = this.#slotAt(playing.index).element.currentTime;
    sessionStorage.setItem(keptPositionKey, JSON.stringify({ id: playing.item.video.id, seconds }));
  }

  togglePause(): void {
    const element = this.element;
    if (element === undefined) return;
    if (element.paused) {
      this.#heldByUser = false;
      void this.#play(element);
    } else {
      this.#heldByUser = true;
      element.pause();
      this.#say({ paused: true });
    }
  }

  /** One tap: lets the sound in when it was only waiting for a touch, else pauses or goes on. */
  tap(): void {
    if (this.#wantsSound && this.snapshot.muted && !this.snapshot.paused) this.letSoundIn();
    else this.togglePause();
  }

  /** A first touch or key anywhere lets the sound in, unless the viewer has muted. */
  letSoundIn(): void {
    const element = this.element;
    if (!this.#wantsSound || element === undefined || !element.muted) return;
    element.muted = false;
    this.#say({ muted: false });
  }

  toggleMuted(): void {
    const muted = !this.snapshot.muted;
    this.#wantsSound = !muted;
    localStorage.setItem(mutedKey, muted ? 'yes' : 'no');
    if (this.element !== undefined) this.element.muted = muted;
    this.#say({ muted });
  }

  toggleCaptions(): void {
    const captionsOn = !this.snapshot.captionsOn;
    localStorage.setItem(captionsKey, captionsOn ? 'yes' : 'no');
    this.#say({ captionsOn });
  }

  setSpeed(speed: number): void {
    if (this.element !== undefined) this.element.playbackRate = speed;
    this.#say({ speed });
  }

  /** Jumps to a share of the clip, 0 to 1. */
  seek(share: number): void {
    const element = this.element;
    if (element === undefined || !(element.duration > 0)) return;
    element.currentTime = Math.min(element.duration - 0.1, share * element.duration);
    if (this.#playing !== undefined) this.#playing.lastMs = element.currentTime * 1_000;
    this.#say({ positionMs: Math.floor(element.currentTime * 10) * 100 });
  }

  retry(): void {
    const playing = this.#playing;
    if (playing === undefined) return;
    const slot = this.#slotAt(playing.index);
    this.#unload(slot);
    this.#say({ broken: false });
    this.#load(slot, playing.item, 'auto');
    void this.#play(slot.element);
  }
}

/** Where the current clip stood before a reload; given once. */
function takeKeptPosition(videoId: string): number {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keptPositionKey) ?? 'null') as {
      id: string;
      seconds: number;
    } | null;
    if (kept?.id !== videoId) return 0;
    sessionStorage.removeItem(keptPositionKey);
    return Number.isFinite(kept.seconds) ? kept.seconds : 0;
  } catch {
    return 0;
  }
}

export const player = new Player();

/** One field of what the player says; renders only when that field changes. */
export function usePlayer<Value extends string | number | boolean>(choose: (snapshot: Snapshot) => Value): Value {
  return useSyncExternalStore(player.subscribe, () => choose(player.snapshot));
}
