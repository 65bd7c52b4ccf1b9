import { Sheet } from '@haowu/ui';
import { useWords } from '../i18n/index.ts';

const rows = [
  ['↑ ↓', 'swipe'],
  ['Space', 'pause'],
  ['L', 'like'],
  ['B', 'goods'],
  ['C', 'comments'],
  ['F', 'favourite'],
  ['M', 'mute'],
  ['T', 'captions'],
  ['?', 'help'],
] as const;

/** The keys of the feed. */
export default function KeysSheet({ onClose }: { onClose: () => void }) {
  const t = useWords('feed');
  return (
    <Sheet title={t('keys')} desktop="dialog" onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-3">
        {rows.map(([key, word]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-control border border-control bg-surface-2 px-2.5 py-1 text-sm">{key}</kbd>
            </dt>
            <dd className="m-0 text-base">{t(`keyRows.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
