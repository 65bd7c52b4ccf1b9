import { PlusOutlined } from '@ant-design/icons';
import { ask } from '@haowu/api-client';
import { api, type Column, Page, SchemaTable, usePreferences, useUrlState } from '@haowu/ui/desk/index.ts';
import { formatClock, formatDateTime, formatShort } from '@haowu/ui/format.ts';
import { Button, Input, Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { isMoving, reviewReason, type Video, VideoState } from './video-state.tsx';

const states = ['published', 'processing', 'in_review', 'refused', 'withdrawn'] as const;
const movingRefetchMs = 2_000;

/** My videos with how far they are and how they do. */
export function VideosPage() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { get, set } = useUrlState();
  const navigate = useNavigate();
  const state = states.find((value) => value === get('state'));
  const q = get('q');
  const columns = useMemo<Column<Video>[]>(
    () => [
      {
        key: 'title',
        title: t('videos.title'),
        cell: (video) => (
          <span className="desk-goods">
            {video.playback ? (
              <img className="studio-poster" src={video.playback.posterUrl} alt="" loading="lazy" />
            ) : (
              <span className="studio-poster" />
            )}
            <span className="desk-clip" title={video.title}>
              {video.title}
            </span>
          </span>
        ),
        csv: (video) => video.title,
      },
      {
        key: 'state',
        title: t('videos.stateName'),
        cell: (video) => (
          <span title={video.stateReasons.map((reason) => reviewReason(t, reason)).join('; ')}>
            <VideoState video={video} />
          </span>
        ),
        csv: (video) => video.state,
      },
      {
        key: 'goods',
        title: t('videos.goods'),
        align: 'right',
        cell: (video) => video.goods.length || '–',
        csv: (video) => video.goods.length,
      },
      {
        key: 'views',
        title: t('videos.views'),
        align: 'right',
        cell: (video) => formatShort(video.viewsCount, locale),
        csv: (video) => video.viewsCount,
      },
      {
        key: 'likes',
        title: t('videos.likes'),
        align: 'right',
        cell: (video) => formatShort(video.likesCount, locale),
        csv: (video) => video.likesCount,
      },
      {
        key: 'comments',
        title: t('videos.comments'),
        align: 'right',
        cell: (video) => formatShort(video.commentsCount, locale),
        csv: (video) => video.commentsCount,
      },
      {
        key: 'duration',
        title: t('videos.duration'),
        align: 'right',
        cell: (video) => (video.playback ? formatClock(video.playback.durationMs) : '–'),
        csv: (video) => (video.playback ? Math.round(video.playback.durationMs / 1_000) : null),
      },
      {
        key: 'created',
        title: t('videos.createdAt'),
        cell: (video) => formatDateTime(video.createdAt, locale),
        csv: (video) => video.createdAt,
      },
    ],
    [t, locale],
  );
  return (
    <Page
      title={t('videos.name')}
      purpose={t('videos.purpose')}
      actions={
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => navigate('/videos/new')}>
          {t('videos.new')}
        </Button>
      }
      filters={
        <>
          <Segmented
            aria-label={t('videos.stateName')}
            value={state ?? 'all'}
            onChange={(value) => set({ state: value === 'all' ? undefined : value })}
            options={[
              { value: 'all', label: t('desk.all') },
              ...states.map((value) => ({ value, label: t(`videos.state.${value}`) })),
            ]}
          />
          <Input.Search
            allowClear
            className="studio-search"
            defaultValue={q ?? ''}
            placeholder={t('videos.search')}
            aria-label={t('videos.search')}
            onSearch={(value) => set({ q: value.trim() || undefined })}
          />
        </>
      }
    >
      <SchemaTable
        name="videos"
        label={t('videos.name')}
        columns={columns}
        rowKey={(video) => video.id}
        queryKey={['videos', state, q]}
        load={(paging, signal) =>
          ask(
            api.GET('/api/v1/studio/videos', {
              params: { query: { ...paging, ...(state ? { state } : {}), ...(q ? { q } : {}) } },
              ...(signal ? { signal } : {}),
            }),
          )
        }
        refetchMs={(rows) => (rows.some(isMoving) ? movingRefetchMs : false)}
        onOpen={(video) => navigate(`/videos/${video.id}`)}
        empty={
          <>
            {t('videos.empty')} <Link to="/videos/new">{t('videos.new')}</Link>
          </>
        }
      />
    </Page>
  );
}
