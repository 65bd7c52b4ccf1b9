import { ask } from '@haowu/api-client';
import { api, Card, ErrorState, fieldErrors, Loading, once, Page, problemText } from '@haowu/ui/desk/index.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Progress, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBeforeUnload, useNavigate, useParams } from 'react-router';
import { CategoryField } from '../categories.tsx';
import { useCurrentShop } from '../current-shop.tsx';
import { useUpload } from '../upload.ts';
import { type AttachedGoods, GoodsTimeline } from './goods-timeline.tsx';
import { UploadPanel } from './upload-panel.tsx';
import { isMoving, reviewReason, type Video, VideoState } from './video-state.tsx';

type Fields = { title: string; caption: string; categoryId: string | null; tags: string[] };
const blank: Fields = { title: '', caption: '', categoryId: null, tags: [] };
const movingRefetchMs = 1_500;

function fieldsOf(video: Video): Fields {
  return { title: video.title, caption: video.caption, categoryId: video.categoryId, tags: video.tags };
}

function nameOf(file: File): string {
  return file.name.replace(/\.[^.]+$/, '').slice(0, 60) || file.name.slice(0, 60);
}

function Details() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="title"
        label={t('videos.field.title')}
        rules={[{ required: true, whitespace: true, max: 60, message: t('videos.field.titleRule') }]}
      >
        <Input maxLength={60} showCount />
      </Form.Item>
      <Form.Item name="caption" label={t('videos.field.caption')}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="categoryId" label={t('videos.field.category')} extra={t('videos.field.categoryNote')}>
        <CategoryField allowClear />
      </Form.Item>
      <Form.Item name="tags" label={t('videos.field.tags')} extra={t('videos.field.tagsNote')}>
        <Select mode="tags" maxCount={8} open={false} suffixIcon={null} tokenSeparators={[',', '，', ' ', '#']} />
      </Form.Item>
    </>
  );
}

function ReviewNote({ video }: { video: Video }) {
  const { t } = useTranslation();
  if (video.state === 'refused')
    return (
      <Alert
        className="desk-gap"
        type="error"
        showIcon
        title={t('videos.refused')}
        description={
          <ul>
            {video.stateReasons.map((reason) => (
              <li key={reason.code}>{reviewReason(t, reason)}</li>
            ))}
          </ul>
        }
      />
    );
  if (video.state === 'in_review')
    return <Alert className="desk-gap" type="info" showIcon title={t('videos.inReview')} />;
  if (video.state === 'published')
    return (
      <Alert
        className="desk-gap"
        type="success"
        showIcon
        title={t('videos.published')}
        action={
          <a href={`/v/${video.id}`} target="_blank" rel="noreferrer">
            {t('videos.watch')}
          </a>
        }
      />
    );
  return null;
}

/** One video from file to published: upload, transcode, words, goods at their moments, review. */
export function VideoPage() {
  const { t } = useTranslation();
  const { id = 'new' } = useParams();
  const fresh = id === 'new';
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const { shopId } = useCurrentShop();
  const [form] = Form.useForm<Fields>();
  const [goods, setGoods] = useState<AttachedGoods[]>([]);
  const [dirty, setDirty] = useState(false);
  const filledFor = useRef<string | null>(null);
  const typedTitle = Form.useWatch('title', form);

  const video = useQuery({
    queryKey: ['video', id],
    enabled: !fresh,
    queryFn: ({ signal }) => ask(api.GET('/api/v1/studio/videos/{id}', { params: { path: { id } }, signal })),
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data) ? movingRefetchMs : false),
  });
  const data = video.data;
  const keep = (next: Video) => {
    client.setQueryData(['video', next.id], next);
    void client.invalidateQueries({ queryKey: ['videos'] });
  };

  const create = useMutation({
    mutationFn: ({ uploadId, file, key }: { uploadId: string; file: File; key: ReturnType<typeof once> }) => {
      const fields = { ...blank, ...form.getFieldsValue() };
      return ask(
        api.POST('/api/v1/videos', {
          params: { header: key },
          body: {
            uploadId,
            title: fields.title?.trim() || nameOf(file),
            caption: fields.caption ?? '',
            categoryId: fields.categoryId ?? null,
            tags: fields.tags ?? [],
            shopId: shopId ?? null,
            goods: [],
            synthetic: false,
          },
        }),
      );
    },
    onSuccess: (created) => {
      filledFor.current = created.id; // what is typed stays typed
      setDirty(false);
      keep(created);
      navigate(`/videos/${created.id}`, { replace: true });
    },
  });
  const upload = useUpload('video', (uploadId, file) => create.mutate({ uploadId, file, key: once() }));
  const sending = upload.state.phase === 'sending' || upload.state.phase === 'waiting';
  useBeforeUnload((event) => {
    if (sending || dirty) event.preventDefault();
  });

  useEffect(() => {
    if (!data || filledFor.current === data.id) return;
    filledFor.current = data.id;
    form.setFieldsValue(fieldsOf(data));
    setGoods(data.goods);
    setDirty(false);
  }, [data, form]);

  const save = useMutation({
    mutationFn: async () => {
      const fields = await form.validateFields();
      return ask(
        api.PATCH('/api/v1/studio/videos/{id}', {
          params: { path: { id } },
          body: {
            title: fields.title.trim(),
            caption: fields.caption ?? '',
            categoryId: fields.categoryId ?? null,
            tags: fields.tags ?? [],
            goods: goods.map(({ productId, momentMs }) => ({ productId, momentMs })),
          },
        }),
      );
    },
    onSuccess: (saved) => {
      keep(saved);
      setDirty(false);
    },
    onError: (error) => {
      form.setFields(
        fieldErrors(error).map((entry) => ({ name: entry.path[0] as keyof Fields, errors: [entry.message] })),
      );
    },
  });
  const publish = useMutation({
    mutationFn: async () => {
      await save.mutateAsync();
      return ask(api.POST('/api/v1/studio/videos/{id}/publish', { params: { path: { id } } }));
    },
    onSuccess: (sent) => {
      keep(sent);
      message.success(sent.state === 'published' ? t('videos.publishedNow') : t('videos.sentToReview'));
    },
  });
  const withdraw = useMutation({
    mutationFn: () => ask(api.POST('/api/v1/studio/videos/{id}/withdraw', { params: { path: { id } } })),
    onSuccess: keep,
    onError: (error) => message.error(problemText(error, t).title),
  });
  const problem = create.error ?? publish.error ?? save.error;
  const isProblem = problem instanceof Error;
  if (!fresh && video.isError)
    return (
      <Page title={t('videos.name')}>
        <ErrorState error={video.error} onRetry={() => void video.refetch()} />
      </Page>
    );
  if (!fresh && !data)
    return (
      <Page title={t('videos.name')}>
        <Loading />
      </Page>
    );
  const mayPublish = data ? ['processing', 'refused', 'withdrawn'].includes(data.state) : false;
  return (
    <Page
      title={
        <span className="desk-row">
          {data ? typedTitle || data.title : t('videos.new')} {data ? <VideoState video={data} /> : null}
        </span>
      }
      name={data?.title ?? t('videos.new')}
      purpose={fresh ? t('videos.newPurpose') : t('videos.editPurpose')}
      actions={
        data ? (
          <>
            {data.state === 'published' ? (
              <Button
                onClick={() =>
                  modal.confirm({
                    title: t('videos.withdrawTitle'),
                    content: t('videos.withdrawText'),
                    okText: t('videos.withdraw'),
                    cancelText: t('desk.cancel'),
                    onOk: () => withdraw.mutateAsync().catch(() => undefined),
                  })
                }
              >
                {t('videos.withdraw')}
              </Button>
            ) : null}
            <Button
              loading={save.isPending && !publish.isPending}
              disabled={!dirty}
              onClick={() => save.mutate(undefined, { onSuccess: () => message.success(t('videos.saved')) })}
            >
              {t('videos.save')}
            </Button>
            {data.state !== 'published' ? (
              <Button
                type="primary"
                loading={publish.isPending || data.state === 'in_review'}
                disabled={!mayPublish}
                onClick={() => publish.mutate()}
              >
                {t('videos.publish')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {isProblem && 'code' in problem ? (
        <Alert
          className="desk-gap"
          type="error"
          showIcon
          title={problemText(problem, t).title}
          description={fieldErrors(problem).length > 0 ? undefined : problemText(problem, t).detail}
          action={
            create.isError && create.variables ? (
              <Button onClick={() => create.mutate(create.variables)}>{t('desk.retry')}</Button>
            ) : undefined
          }
        />
      ) : null}
      {data ? <ReviewNote video={data} /> : null}
      <div className="studio-video">
        <div className="desk-stack">
          {fresh ? (
            <Card>
              <UploadPanel
                state={upload.state}
                onFile={(file) => {
                  if (!form.getFieldValue('title')) form.setFieldValue('title', nameOf(file));
                  void upload.start(file);
                }}
                onPause={upload.pause}
                onResume={upload.resume}
                onReset={upload.reset}
              />
            </Card>
          ) : data?.playback ? (
            <Card>
              <GoodsTimeline
                playback={data.playback}
                goods={goods}
                onChange={(next) => {
                  setGoods(next);
                  setDirty(true);
                }}
              />
            </Card>
          ) : data && data.state !== 'refused' ? (
            <Card title={t('videos.transcoding')} note={t('videos.transcodingNote')}>
              <Progress
                percent={Math.round(data.progress * 100)}
                status="active"
                aria-label={t('videos.transcoding')}
              />
            </Card>
          ) : null}
        </div>
        <Card title={t('videos.details')}>
          <Form form={form} layout="vertical" initialValues={blank} onValuesChange={() => setDirty(true)}>
            <Details />
          </Form>
        </Card>
      </div>
    </Page>
  );
}
