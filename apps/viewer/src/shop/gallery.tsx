import { formatClock, Icon } from '@haowu/ui';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ask, type Schemas } from '../api.ts';
import { Picture } from './picture.tsx';
import { useShopWords } from './use-shop-words.ts';

type Clip = Schemas['ProductClip'];

/** Pictures of a product to swipe through; the clip that shows it comes first and plays from its moment. */
export function Gallery({ product, title }: { product: Schemas['Product']; title: string }) {
  const { t } = useShopWords();
  const row = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const clip = product.clips[0];
  const images = product.images.length > 0 ? product.images : [product.image];
  const total = images.length + (clip === undefined ? 0 : 1);
  const slide = 'relative w-full flex-none snap-center snap-always list-none';
  return (
    <section aria-label={t('gallery')} className="relative overflow-hidden bg-surface md:rounded-card">
      <ul
        ref={row}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling row must be reachable by keyboard
        tabIndex={0}
        aria-label={t('gallery')}
        onScroll={(event) => {
          const box = event.currentTarget;
          setAt(Math.round(box.scrollLeft / Math.max(1, box.clientWidth)));
        }}
        className="m-0 flex aspect-square snap-x snap-mandatory overflow-x-auto p-0 [scrollbar-width:none]"
      >
        {clip !== undefined && (
          <li className={slide}>
            <ClipSlide clip={clip} />
          </li>
        )}
        {images.map((image, index) => (
          <li key={image?.url ?? index} className={slide}>
            <Picture image={image} alt={`${title} ${index + 1}`} eager={index === 0} className="size-full" />
          </li>
        ))}
      </ul>
      <div className="pointer-events-none absolute right-3 bottom-3 rounded-full bg-black/60 px-2.5 py-0.5 text-xs text-white tabular-nums">
        <span aria-hidden="true">
          {at + 1}/{total}
        </span>
        <span className="hw-hidden">{t('openImage', { index: at + 1, total })}</span>
      </div>
      {clip !== undefined && (
        <div className="absolute bottom-3 left-1/2 flex -translate-x-1/2 gap-1 rounded-full bg-black/60 p-1 text-xs text-white">
          {(['videos', 'gallery'] as const).map((part, index) => (
            <button
              key={part}
              type="button"
              aria-pressed={index === 0 ? at === 0 : at > 0}
              onClick={() =>
                row.current?.scrollTo({ left: index * (row.current?.clientWidth ?? 0), behavior: 'smooth' })
              }
              className={`min-h-8 rounded-full border-0 px-3 ${(index === 0) === (at === 0) ? 'bg-white text-black' : 'bg-transparent text-white'}`}
            >
              {t(part)}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/** A poster that becomes a player at the moment where the product is shown. */
function ClipSlide({ clip }: { clip: Clip }) {
  const { t } = useShopWords();
  const [playing, setPlaying] = useState(false);
  const video = useQuery({
    queryKey: ['video', clip.videoId],
    queryFn: () => ask(api.GET('/api/v1/videos/{id}', { params: { path: { id: clip.videoId } } })),
    enabled: playing,
    staleTime: 300_000,
  });
  const source = video.data?.video.playback.sources[0];
  if (playing && source !== undefined)
    return (
      // biome-ignore lint/a11y/useMediaCaption: the tracks are those of the video; a clip without speech has none
      <video
        className="size-full bg-black object-contain"
        src={`${source.url}#t=${clip.momentMs / 1_000}`}
        poster={clip.posterUrl}
        controls
        autoPlay
        playsInline
        aria-label={clip.title}
      >
        {video.data?.video.playback.captions.map((track) => (
          <track key={track.locale} kind="captions" srcLang={track.locale} src={track.url} />
        ))}
      </video>
    );
  return (
    <button type="button" onClick={() => setPlaying(true)} className="relative block size-full border-0 bg-black p-0">
      <Picture image={{ url: clip.posterUrl }} eager className="size-full" />
      <span className="absolute inset-0 grid place-items-center">
        <span
          className={`grid size-16 place-items-center rounded-full bg-black/55 text-white ${playing ? 'animate-pulse' : ''}`}
        >
          <Icon name="play" size={32} solid />
        </span>
      </span>
      <span className="absolute top-3 left-3 rounded-full bg-black/60 px-2.5 py-1 text-xs text-white">
        {t('playAt', { clock: formatClock(clip.momentMs) })}
        <span className="hw-hidden">{clip.title}</span>
      </span>
    </button>
  );
}
