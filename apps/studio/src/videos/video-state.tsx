import type { Schemas } from '@haowu/api-client';
import { StateTag, type Tone } from '@haowu/ui/desk/index.ts';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

export type Video = Schemas['StudioVideo'];

const tones: Record<Video['state'], Tone> = {
  uploading: 'waits',
  processing: 'waits',
  in_review: 'waits',
  refused: 'bad',
  published: 'good',
  withdrawn: 'plain',
};

/** Transcoded and not yet sent to review: `processing` with something to play. */
export function isReady(video: Video): boolean {
  return video.playback !== null;
}

export function isMoving(video: Video): boolean {
  return (
    video.state === 'in_review' || (!isReady(video) && (video.state === 'processing' || video.state === 'uploading'))
  );
}

export function VideoState({ video }: { video: Video }) {
  const { t } = useTranslation();
  if (video.state === 'processing' && isReady(video))
    return <StateTag tone="plain">{t('videos.state.draft')}</StateTag>;
  return (
    <StateTag tone={tones[video.state]}>
      {t(`videos.state.${video.state}`)}
      {video.state === 'processing' ? ` ${Math.round(video.progress * 100)}%` : ''}
    </StateTag>
  );
}

export function reviewReason(t: TFunction, reason: { code: string; detail: string }): string {
  return t(`reviewReason.${reason.code.replaceAll('.', '_')}`, { defaultValue: reason.detail || reason.code });
}
