import { Button, Sheet, TextField, toast } from '@haowu/ui';
import { useWords } from '../i18n/index.ts';

/** A link that opens for strangers; copied, or handed to the system's own sharing. */
export default function ShareSheet({
  path,
  title,
  onShared,
  onClose,
}: {
  /** `/v/:id` or `/p/:id`. */
  path: string;
  title: string;
  onShared?: () => void;
  onClose: () => void;
}) {
  const t = useWords('feed');
  const url = new URL(path, window.location.origin).href;
  async function copy() {
    try {
      await navigator.clipboard.writeText(url);
      onShared?.();
      toast(t('copied'), 'jade');
      onClose();
    } catch {
      toast(t('copyFailed'), 'amber');
    }
  }
  async function hand() {
    try {
      await navigator.share({ title, url });
      onShared?.();
      onClose();
    } catch (cause) {
      if (!(cause instanceof DOMException) || cause.name !== 'AbortError') toast(t('copyFailed'), 'amber');
    }
  }
  return (
    <Sheet title={t('shareTitle')} desktop="dialog" onClose={onClose}>
      <div className="grid gap-3">
        <p className="m-0 font-semibold">{title}</p>
        <TextField
          label={t('link')}
          readOnly
          value={url}
          hint={t('shareHint')}
          onFocus={(event) => event.target.select()}
        />
        <Button kind="primary" size="large" icon="link" wide onClick={() => void copy()}>
          {t('copyLink')}
        </Button>
        {'share' in navigator && (
          <Button kind="outline" size="large" icon="share" wide onClick={() => void hand()}>
            {t('systemShare')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
