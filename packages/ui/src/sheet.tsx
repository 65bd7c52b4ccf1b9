import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { useDesktop } from './use-media.ts';
import { useSheetDrag } from './use-sheet-drag.ts';
import { useKitWords } from './words.tsx';

const leaveMs = 200;

/**
 * Something that rises over the page: a bottom sheet on a phone; on a desktop a panel of 380 px at the right (`desktop="panel"`,
 * the page stays usable) or a window in the middle (`"dialog"`). Shown while mounted; `onClose` is called after it has left.
 * A native dialog: Esc closes, focus stays inside while modal and returns afterwards. `bare` leaves out the title row (the
 * `title` still names it). `footer` stays at the bottom while the content scrolls.
 */
export function Sheet({
  title,
  onClose,
  onBack,
  children,
  footer,
  height = 'auto',
  desktop = 'panel',
  bare = false,
  clear = false,
}: {
  title: string;
  onClose: () => void;
  /** While a step is open inside: Esc leaves that step, not the sheet. */
  onBack?: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** Of a bottom sheet: `auto` up to 85 %, or a share of the screen such as `72%`. */
  height?: 'auto' | `${number}%`;
  desktop?: 'panel' | 'dialog';
  bare?: boolean;
  /** No dimming behind, so that a video above stays visible. */
  clear?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const words = useKitWords();
  const wide = useDesktop();
  const [leaving, setLeaving] = useState(false);
  const beside = wide && desktop === 'panel';

  const latestClose = useRef(onClose);
  latestClose.current = onClose;
  const leave = useCallback(() => setLeaving(true), []);
  const onEscape = onBack ?? leave;

  useEffect(() => {
    if (!leaving) return;
    const timer = setTimeout(() => latestClose.current(), leaveMs);
    return () => clearTimeout(timer);
  }, [leaving]);

  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    const before = document.activeElement;
    if (beside) element.show();
    else element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [beside]);

  useSheetDrag(dialog, !wide, leave);

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classNames(
        'hw-sheet',
        beside ? 'hw-sheet-panel' : wide ? 'hw-sheet-dialog' : 'hw-sheet-bottom',
        clear && 'hw-sheet-clear',
        leaving && 'hw-sheet-leaving',
      )}
      style={!wide && height !== 'auto' ? { height } : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onEscape();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          event.preventDefault();
          onEscape();
        }
      }}
      onClick={(event) => {
        if (event.target === dialog.current && !beside) leave();
      }}
    >
      <div className="hw-sheet-inside">
        {!wide && <span className="hw-sheet-grip" aria-hidden="true" />}
        <div className={bare && !wide ? 'hw-hidden-head' : 'hw-sheet-head'}>
          <h2 id={titleId}>{title}</h2>
          <IconButton name="close" label={words.close} size={20} onClick={leave} className="hw-sheet-close" />
        </div>
        <div className="hw-sheet-body" data-scroll>
          {children}
        </div>
        {footer !== undefined && <div className="hw-sheet-foot">{footer}</div>}
      </div>
    </dialog>
  );
}
