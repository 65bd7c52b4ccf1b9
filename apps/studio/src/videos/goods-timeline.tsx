import { AimOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Schemas } from '@haowu/api-client';
import { formatClock } from '@haowu/ui/format.ts';
import { Button, Tooltip } from 'antd';
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProductPicker } from './product-picker.tsx';

export type AttachedGoods = { productId: string; title: string; imageUrl: string | null; momentMs: number };

const goodsMax = 10;
const stepMs = 500;

/** The video with its goods on a line of time: set a moment from the picture, by dragging, or by the arrow keys. */
export function GoodsTimeline(props: {
  playback: Schemas['Playback'];
  goods: AttachedGoods[];
  onChange: (goods: AttachedGoods[]) => void;
}) {
  const { t } = useTranslation();
  const player = useRef<HTMLVideoElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const [atMs, setAtMs] = useState(0);
  const [picking, setPicking] = useState(false);
  const durationMs = Math.max(1, props.playback.durationMs);
  const goods = [...props.goods].sort((a, b) => a.momentMs - b.momentMs);
  const clamp = (ms: number) => Math.min(durationMs, Math.max(0, Math.round(ms / 100) * 100));
  const seek = (ms: number) => {
    if (player.current) player.current.currentTime = ms / 1_000;
    setAtMs(ms);
  };
  const move = (productId: string, momentMs: number) => {
    const at = clamp(momentMs);
    props.onChange(props.goods.map((each) => (each.productId === productId ? { ...each, momentMs: at } : each)));
    seek(at);
  };
  const msAt = (clientX: number): number => {
    const box = track.current?.getBoundingClientRect();
    return box ? clamp(((clientX - box.left) / box.width) * durationMs) : 0;
  };
  const onMarkerKey = (event: KeyboardEvent, each: AttachedGoods) => {
    const by = event.shiftKey ? stepMs * 10 : stepMs;
    if (event.key === 'ArrowLeft') move(each.productId, each.momentMs - by);
    else if (event.key === 'ArrowRight') move(each.productId, each.momentMs + by);
    else return;
    event.preventDefault();
  };
  const onMarkerDown = (event: PointerEvent<HTMLButtonElement>, productId: string) => {
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const onMove = (moved: globalThis.PointerEvent) => move(productId, msAt(moved.clientX));
    const onUp = () => {
      handle.removeEventListener('pointermove', onMove);
      handle.removeEventListener('pointerup', onUp);
      handle.removeEventListener('pointercancel', onUp);
    };
    handle.addEventListener('pointermove', onMove);
    handle.addEventListener('pointerup', onUp);
    handle.addEventListener('pointercancel', onUp);
  };
  return (
    <div className="studio-timeline">
      <Player playback={props.playback} player={player} onTime={setAtMs} />
      <div className="studio-timeline-side">
        <div className="desk-card-head">
          <div>
            <h2>{t('goods.name')}</h2>
            <p>{t('goods.purpose')}</p>
          </div>
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            disabled={goods.length >= goodsMax}
            onClick={() => setPicking(true)}
          >
            {t('goods.add')}
          </Button>
        </div>
        <div className="studio-track-box">
          {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the player's own slider seeks by keyboard */}
          <div
            ref={track}
            className="studio-track"
            onClick={(event) => event.target === track.current && seek(msAt(event.clientX))}
          >
            <span className="studio-track-played" style={{ width: `${(atMs / durationMs) * 100}%` }} />
            {goods.map((each, index) => (
              <button
                key={each.productId}
                type="button"
                role="slider"
                className="studio-marker"
                style={{ left: `${(each.momentMs / durationMs) * 100}%` }}
                aria-label={t('goods.marker', { title: each.title })}
                aria-valuemin={0}
                aria-valuemax={durationMs}
                aria-valuenow={each.momentMs}
                aria-valuetext={formatClock(each.momentMs)}
                onKeyDown={(event) => onMarkerKey(event, each)}
                onPointerDown={(event) => onMarkerDown(event, each.productId)}
              >
                {index + 1}
              </button>
            ))}
          </div>
          <p className="desk-second desk-small">
            {formatClock(atMs)} / {formatClock(durationMs)} · {t('goods.keys')}
          </p>
        </div>
        {goods.length === 0 ? (
          <p className="desk-second">{t('goods.empty')}</p>
        ) : (
          <ol className="studio-goods">
            {goods.map((each, index) => (
              <li key={each.productId}>
                <span className="studio-goods-number">{index + 1}</span>
                {each.imageUrl ? (
                  <img className="desk-thumb" src={each.imageUrl} alt="" />
                ) : (
                  <span className="desk-thumb" />
                )}
                <span className="desk-clip desk-grow" title={each.title}>
                  {each.title}
                </span>
                <Button type="link" size="small" onClick={() => seek(each.momentMs)}>
                  {formatClock(each.momentMs)}
                </Button>
                <Tooltip title={t('goods.setNow', { at: formatClock(atMs) })}>
                  <Button
                    size="small"
                    icon={<AimOutlined aria-hidden="true" />}
                    aria-label={t('goods.setNowNamed', { title: each.title, at: formatClock(atMs) })}
                    onClick={() => move(each.productId, atMs)}
                  />
                </Tooltip>
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={t('goods.removeNamed', { title: each.title })}
                  onClick={() => props.onChange(props.goods.filter((other) => other.productId !== each.productId))}
                />
              </li>
            ))}
          </ol>
        )}
      </div>
      <ProductPicker
        open={picking}
        attached={new Set(goods.map((each) => each.productId))}
        onClose={() => setPicking(false)}
        onPick={(product) => {
          props.onChange([
            ...props.goods,
            {
              productId: product.id,
              title: product.title,
              imageUrl: product.image?.url ?? null,
              momentMs: clamp(atMs),
            },
          ]);
          setPicking(false);
        }}
      />
    </div>
  );
}

function Player(props: {
  playback: Schemas['Playback'];
  player: RefObject<HTMLVideoElement | null>;
  onTime: (ms: number) => void;
}) {
  const { t } = useTranslation();
  const { playback, player } = props;
  const source =
    [...playback.sources].sort((a, b) => a.height - b.height).find((each) => each.height >= 640) ?? playback.sources[0];
  useEffect(() => {
    // a removed element must let go of its stream
    const element = player.current;
    return () => {
      element?.pause();
    };
  }, [player]);
  return (
    // biome-ignore lint/a11y/useMediaCaption: captions come from the clip when it has them
    <video
      ref={player}
      className="studio-player"
      controls
      playsInline
      preload="metadata"
      poster={playback.posterUrl}
      src={source?.url}
      aria-label={t('videos.preview')}
      onTimeUpdate={(event) => props.onTime(Math.round(event.currentTarget.currentTime * 1_000))}
    >
      {playback.captions.map((caption) => (
        <track key={caption.locale} kind="captions" srcLang={caption.locale} src={caption.url} />
      ))}
    </video>
  );
}
