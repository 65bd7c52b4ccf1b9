import { Chip, Icon, type IconName, Sheet } from '@haowu/ui';
import { useWords } from '../i18n/index.ts';
import { player, usePlayer } from './player.ts';

const speeds = [0.75, 1, 1.25, 1.5, 2];

function Row({ icon, children, onClick }: { icon: IconName; children: string; onClick: () => void }) {
  return (
    <button type="button" className="flex min-h-13 w-full items-center gap-3 text-left text-base" onClick={onClick}>
      <Icon name={icon} size={22} className="text-ink-2" />
      {children}
    </button>
  );
}

/** What holding a video offers: not interested, speed, captions, why, copy the link, report. */
export default function MenuSheet({
  onNotInterested,
  onWhy,
  onShare,
  onReport,
  onKeys,
  onClose,
}: {
  onNotInterested: () => void;
  onWhy: () => void;
  onShare: () => void;
  onReport: () => void;
  onKeys?: () => void;
  onClose: () => void;
}) {
  const t = useWords('feed');
  const speed = usePlayer((snapshot) => snapshot.speed);
  const captionsOn = usePlayer((snapshot) => snapshot.captionsOn);
  return (
    <Sheet title={t('menu')} desktop="dialog" onClose={onClose}>
      <div className="divide-y divide-line">
        <Row icon="hide" onClick={onNotInterested}>
          {t('notInterested')}
        </Row>
        <div className="py-3">
          <p className="m-0 mb-2 flex items-center gap-3 text-base">
            <Icon name="speed" size={22} className="text-ink-2" />
            {t('speed')}
          </p>
          <div className="flex flex-wrap gap-2">
            {speeds.map((one) => (
              <Chip key={one} selected={speed === one} onClick={() => player.setSpeed(one)}>
                {one}×
              </Chip>
            ))}
          </div>
        </div>
        <label className="flex min-h-13 cursor-pointer items-center gap-3 text-base">
          <Icon name="captions" size={22} className="text-ink-2" />
          <span className="flex-1">{t('captions')}</span>
          <span className="hw-switch">
            <input
              type="checkbox"
              role="switch"
              aria-checked={captionsOn}
              checked={captionsOn}
              onChange={() => player.toggleCaptions()}
            />
          </span>
        </label>
        <Row icon="info" onClick={onWhy}>
          {t('why')}
        </Row>
        <Row icon="link" onClick={onShare}>
          {t('share')}
        </Row>
        <Row icon="flag" onClick={onReport}>
          {t('report')}
        </Row>
        {onKeys !== undefined && (
          <Row icon="keyboard" onClick={onKeys}>
            {t('keys')}
          </Row>
        )}
      </div>
    </Sheet>
  );
}
