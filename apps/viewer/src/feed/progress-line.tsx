import { formatClock } from '@haowu/ui';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { player, usePlayer } from './player.ts';

/** A 2 px line that thickens under a finger; a range input, so arrow keys and screen readers move it too. */
export function ProgressLine({ durationMs }: { durationMs: number }) {
  const t = useWords('feed');
  const fill = useRef<HTMLSpanElement>(null);
  const [draggedMs, setDraggedMs] = useState<number | undefined>(undefined);
  const positionMs = usePlayer((snapshot) => Math.floor(snapshot.positionMs / 1_000) * 1_000);
  useEffect(() => {
    let frame = 0;
    function draw() {
      const element = player.element;
      const share = element !== undefined && element.duration > 0 ? element.currentTime / element.duration : 0;
      if (fill.current !== null) fill.current.style.scale = `${share} 1`;
      frame = requestAnimationFrame(draw);
    }
    draw();
    return () => cancelAnimationFrame(frame);
  }, []);
  const shownMs = draggedMs ?? positionMs;
  return (
    <div className={draggedMs === undefined ? 'feed-progress' : 'feed-progress feed-progress-held'}>
      {draggedMs !== undefined && (
        <output className="feed-progress-time">
          {formatClock(draggedMs)} <small>/ {formatClock(durationMs)}</small>
        </output>
      )}
      <span className="feed-progress-line">
        <span ref={fill} />
      </span>
      <input
        type="range"
        min={0}
        max={Math.max(1_000, durationMs)}
        step={500}
        value={Math.min(shownMs, durationMs)}
        aria-label={t('progress')}
        aria-valuetext={t('at', { at: formatClock(shownMs), length: formatClock(durationMs) })}
        onPointerDown={() => setDraggedMs(positionMs)}
        onPointerUp={() => setDraggedMs(undefined)}
        onPointerCancel={() => setDraggedMs(undefined)}
        onBlur={() => setDraggedMs(undefined)}
        onChange={(event) => {
          const ms = Number(event.target.value);
          if (draggedMs !== undefined) setDraggedMs(ms);
          player.seek(ms / Math.max(1, durationMs));
        }}
      />
    </div>
  );
}
