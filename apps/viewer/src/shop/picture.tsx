import { Icon } from '@haowu/ui';
import { useState } from 'react';
import type { Schemas } from '../api.ts';

/** A picture of goods, cropped to its box; a quiet box when there is none or it cannot be had. */
export function Picture({
  image,
  alt = '',
  className = '',
  eager = false,
}: {
  image: Schemas['Image'] | { url: string } | null;
  alt?: string;
  className?: string;
  eager?: boolean;
}) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  if (image === null || image.url === '' || failedUrl === image.url)
    return (
      <span
        className={`grid place-items-center bg-surface-2 text-ink-3 ${className}`}
        {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })}
      >
        <Icon name="box" size={28} />
      </span>
    );
  return (
    <img
      src={image.url}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      onError={() => setFailedUrl(image.url)}
      className={`block bg-surface-2 object-cover ${className}`}
    />
  );
}
