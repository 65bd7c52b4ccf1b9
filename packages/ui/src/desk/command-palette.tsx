import { SearchOutlined } from '@ant-design/icons';
import { Input, Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

export type PaletteEntry = { key: string; label: string; group: string; to: string; words?: string };

/** Search over the pages of the desk, opened by Ctrl K. */
export function CommandPalette({ entries }: { entries: PaletteEntry[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen((current) => !current);
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const needle = text.trim().toLowerCase();
  const found = entries.filter((entry) =>
    `${entry.label} ${entry.group} ${entry.words ?? ''}`.toLowerCase().includes(needle),
  );
  const chosen = Math.min(active, Math.max(0, found.length - 1));
  const close = () => {
    setOpen(false);
    setText('');
    setActive(0);
  };
  const go = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    close();
    navigate(entry.to);
  };
  return (
    <>
      <button type="button" className="desk-search" onClick={() => setOpen(true)}>
        <SearchOutlined aria-hidden="true" />
        <span>{t('desk.search')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Modal
        open={open}
        onCancel={close}
        footer={null}
        closable={false}
        title={<span className="desk-unseen">{t('desk.searchPages')}</span>}
        width={520}
        destroyOnHidden
        styles={{ body: { padding: 0 }, container: { padding: 8 }, header: { margin: 0 } }}
        style={{ top: 96 }}
      >
        <Input
          autoFocus
          size="large"
          variant="borderless"
          prefix={<SearchOutlined aria-hidden="true" />}
          placeholder={t('desk.searchPages')}
          aria-label={t('desk.searchPages')}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[chosen] ? `${listId}-${found[chosen].key}` : undefined}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') setActive(Math.min(chosen + 1, found.length - 1));
            else if (event.key === 'ArrowUp') setActive(Math.max(chosen - 1, 0));
            else if (event.key === 'Escape') close();
            else if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[chosen]);
            else return;
            event.preventDefault();
          }}
        />
        <div role="listbox" id={listId} aria-label={t('desk.pages')} className="desk-palette">
          {found.map((entry, index) => (
            <div
              key={entry.key}
              id={`${listId}-${entry.key}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onMouseMove={() => setActive(index)}
              onClick={() => go(entry)}
              onKeyDown={(event) => event.key === 'Enter' && go(entry)}
            >
              <span>{entry.label}</span>
              <small>{entry.group}</small>
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className="desk-palette-none">{t('desk.nothingFound')}</p> : null}
      </Modal>
    </>
  );
}
