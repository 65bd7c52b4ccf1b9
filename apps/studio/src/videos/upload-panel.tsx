import { InboxOutlined, PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Alert, Upload as AntUpload, Button, Progress } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type UploadState, unfinishedUploads } from '../upload.ts';

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** Choose a video and watch it go: progress, pause, a lost connection, a refusal. */
export function UploadPanel(props: {
  state: UploadState;
  onFile: (file: File) => void;
  onPause: () => void;
  onResume: () => void;
  onReset: () => void;
}) {
  const { t } = useTranslation();
  const { state } = props;
  const [unfinished, setUnfinished] = useState<string[]>([]);
  useEffect(() => {
    void unfinishedUploads('video').then(setUnfinished);
  }, []);
  if (state.phase === 'idle')
    return (
      <>
        {unfinished.length > 0 ? (
          <Alert
            className="desk-gap"
            type="info"
            showIcon
            title={t('upload.unfinished', { names: [...new Set(unfinished)].slice(0, 3).join(t('upload.comma')) })}
          />
        ) : null}
        <AntUpload.Dragger
          accept="video/*"
          showUploadList={false}
          multiple={false}
          beforeUpload={(file) => {
            props.onFile(file);
            return false;
          }}
        >
          <p className="studio-drop-icon">
            <InboxOutlined aria-hidden="true" />
          </p>
          <p className="desk-strong">{t('upload.drop')}</p>
          <p className="desk-second desk-small">{t('upload.dropNote')}</p>
        </AntUpload.Dragger>
      </>
    );
  if (state.phase === 'refused')
    return (
      <Alert
        type="error"
        showIcon
        title={t('upload.refused')}
        description={t(`upload.code.${(state.code ?? '').replaceAll('.', '_')}`, {
          defaultValue: t('upload.refusedNote', { status: state.status }),
        })}
        action={<Button onClick={props.onReset}>{t('upload.another')}</Button>}
      />
    );
  const sent = state.phase === 'done' ? state.file.size : state.sentBytes;
  const percent = state.file.size > 0 ? Math.floor((sent / state.file.size) * 100) : 100;
  const left =
    state.phase === 'sending' && state.bytesPerSecond > 0
      ? Math.ceil((state.file.size - sent) / state.bytesPerSecond)
      : undefined;
  return (
    <div className="studio-upload" role="status">
      <div className="desk-row">
        <span className="desk-strong desk-clip desk-grow">{state.file.name}</span>
        {state.phase === 'sending' ? (
          <Button size="small" icon={<PauseOutlined aria-hidden="true" />} onClick={props.onPause}>
            {t('upload.pause')}
          </Button>
        ) : state.phase === 'paused' || state.phase === 'waiting' ? (
          <Button size="small" icon={<PlayCircleOutlined aria-hidden="true" />} onClick={props.onResume}>
            {t('upload.resume')}
          </Button>
        ) : null}
        {state.phase !== 'done' ? (
          <Button size="small" type="text" onClick={props.onReset}>
            {t('upload.another')}
          </Button>
        ) : null}
      </div>
      <Progress
        percent={percent}
        status={state.phase === 'done' ? 'success' : state.phase === 'waiting' ? 'exception' : 'active'}
        aria-label={t('upload.progress')}
        {...(state.phase === 'waiting' ? { format: () => `${percent}%` } : {})}
      />
      <p className="desk-second desk-small">
        {state.phase === 'waiting'
          ? t('upload.waiting')
          : state.phase === 'paused'
            ? t('upload.paused', { sent: megabytes(sent), total: megabytes(state.file.size) })
            : state.phase === 'done'
              ? t('upload.done')
              : t('upload.sending', {
                  sent: megabytes(sent),
                  total: megabytes(state.file.size),
                  left: left === undefined ? '' : t('upload.left', { count: left }),
                })}
      </p>
    </div>
  );
}
