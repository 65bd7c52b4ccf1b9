import { classNames, IconButton } from '@haowu/ui';
import { type ReactNode, useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useWords } from '../i18n/index.ts';

/** Sets the title of the browser tab while mounted. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? '好物 Haowu' : `${title} · 好物 Haowu`;
  }, [title]);
}

/** Goes back, or to `fallback` when the visit began here. */
export function useBack(fallback = '/'): () => void {
  const navigate = useNavigate();
  const location = useLocation();
  return () => {
    if (location.key === 'default') navigate(fallback, { replace: true });
    else navigate(-1);
  };
}

/**
 * An ordinary page: a sticky head with its title (the one h1), a way back, and actions; an optional foot that sticks to the bottom.
 * `back={false}` for the roots of the tab bar; `wide` for grids, `narrow` for short forms; `head` replaces the title row's middle (a search field) while
 * `title` still names the page.
 */
export function Page({
  title,
  back = '/',
  actions,
  head,
  foot,
  wide = false,
  narrow = false,
  children,
}: {
  title: string;
  back?: string | false;
  actions?: ReactNode;
  head?: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
  narrow?: boolean;
  children: ReactNode;
}) {
  const t = useWords('shell');
  const goBack = useBack(back === false ? '/' : back);
  useTitle(title);
  return (
    <div className={classNames('page', wide && 'page-wide', narrow && 'page-narrow')}>
      <header className="page-head">
        <div>{back !== false && <IconButton name="back" label={t('back')} onClick={goBack} />}</div>
        {head === undefined ? (
          <h1>{title}</h1>
        ) : (
          <>
            <h1 className="hw-hidden">{title}</h1>
            {head}
          </>
        )}
        <div className="page-actions">{actions}</div>
      </header>
      {children}
      {foot !== undefined && <div className="page-foot">{foot}</div>}
    </div>
  );
}
