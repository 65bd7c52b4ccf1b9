import { DeleteOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { ask } from '@haowu/api-client';
import { api } from '@haowu/ui/desk/index.ts';
import { App, Button, Progress } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useUpload } from '../upload.ts';

export type Picture = { assetId: string; url: string | null };
const picturesMax = 9;
const pollEveryMs = 800;
const pollsMax = 60;

/** Pictures in their order, the first is the cover. New ones go up one after another. */
export function PictureField({
  pictures,
  onChange,
}: {
  pictures: Picture[];
  onChange: (change: (before: Picture[]) => Picture[]) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const chooser = useRef<HTMLInputElement>(null);
  const queue = useRef<File[]>([]);
  const alive = useRef(true);
  const settling = useRef(new Set<string>());
  const names = useRef(new Map<string, string>());
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const settle = async (assetId: string) => {
    for (let polls = 0; polls < pollsMax && alive.current; polls += 1) {
      const asset = await ask(api.GET('/api/v1/assets/{id}', { params: { path: { id: assetId } } })).catch(() => null);
      if (asset?.state === 'ready') {
        onChange((before) => before.map((each) => (each.assetId === assetId ? { ...each, url: asset.url } : each)));
        return;
      }
      if (asset?.state === 'refused') {
        onChange((before) => before.filter((each) => each.assetId !== assetId));
        message.error(
          t('pictures.refused', {
            name: names.current.get(assetId) ?? '',
            reason: t(`upload.code.${(asset.refusal?.code ?? '').replaceAll('.', '_')}`, {
              defaultValue: asset.refusal?.detail ?? '',
            }),
          }),
        );
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
    }
    settling.current.delete(assetId);
  };
  // Also those of a draft that was left while they were being worked on.
  useEffect(() => {
    for (const { assetId, url } of pictures) {
      if (url !== null || settling.current.has(assetId)) continue;
      settling.current.add(assetId);
      void settle(assetId);
    }
  });
  const upload = useUpload('image', (assetId, file) => {
    names.current.set(assetId, file.name);
    onChange((before) => [...before, { assetId, url: null }]);
    next();
  });
  const next = () => {
    const file = queue.current.shift();
    if (file) void upload.start(file);
    else upload.reset();
  };
  const busy = upload.state.phase === 'sending' || upload.state.phase === 'waiting';
  const { phase } = upload.state;
  useEffect(() => {
    if (phase !== 'refused') return;
    message.error(t('pictures.notTaken'));
  }, [phase, message, t]);
  const move = (index: number, by: number) =>
    onChange((before) => {
      const after = [...before];
      const [picture] = after.splice(index, 1);
      if (picture) after.splice(index + by, 0, picture);
      return after;
    });
  return (
    <div>
      <ul className="studio-pictures">
        {pictures.map((picture, index) => (
          <li key={picture.assetId}>
            {picture.url ? (
              <img src={picture.url} alt={t('pictures.number', { number: index + 1 })} />
            ) : (
              <span className="studio-picture-wait">{t('pictures.processing')}</span>
            )}
            {index === 0 ? <span className="studio-cover">{t('pictures.cover')}</span> : null}
            <span className="studio-picture-tools">
              <Button
                size="small"
                icon={<LeftOutlined aria-hidden="true" />}
                disabled={index === 0}
                aria-label={t('pictures.earlier', { number: index + 1 })}
                onClick={() => move(index, -1)}
              />
              <Button
                size="small"
                icon={<RightOutlined aria-hidden="true" />}
                disabled={index === pictures.length - 1}
                aria-label={t('pictures.later', { number: index + 1 })}
                onClick={() => move(index, 1)}
              />
              <Button
                size="small"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={t('pictures.remove', { number: index + 1 })}
                onClick={() => onChange((before) => before.filter((each) => each.assetId !== picture.assetId))}
              />
            </span>
          </li>
        ))}
        {pictures.length < picturesMax ? (
          <li>
            <button
              type="button"
              className="studio-picture-add"
              disabled={busy}
              onClick={() => chooser.current?.click()}
            >
              {upload.state.phase === 'sending' || upload.state.phase === 'waiting' ? (
                <Progress
                  type="circle"
                  size={48}
                  percent={Math.floor((upload.state.sentBytes / Math.max(1, upload.state.file.size)) * 100)}
                  aria-label={t('upload.progress')}
                />
              ) : (
                <>
                  <PlusOutlined aria-hidden="true" />
                  <span>{t('pictures.add')}</span>
                </>
              )}
            </button>
          </li>
        ) : null}
      </ul>
      <input
        ref={chooser}
        type="file"
        accept="image/*"
        multiple
        style={{ display: 'none' }}
        aria-label={t('pictures.add')}
        onChange={(event) => {
          queue.current = [...(event.target.files ?? [])].slice(0, picturesMax - pictures.length);
          event.target.value = '';
          next();
        }}
      />
      <p className="desk-second desk-small">{t('pictures.note')}</p>
    </div>
  );
}
