/** What a chat shows of a shared link. */
export type PageHead = {
  title: string;
  description: string;
  imageUrl: string | null;
  path: string;
  price?: { amount: string; currency: string };
};

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

/** Open Graph tags of a shared page. Everything in them is somebody's text, so everything is escaped. */
export function headOfPage(head: PageHead, publicUrl: string | undefined): string {
  const absolute = (address: string) => (publicUrl ? new URL(address, publicUrl).href : address);
  const tags: [string, string][] = [
    ['og:title', head.title],
    ['og:description', head.description],
    ['og:url', absolute(head.path)],
    ['og:site_name', 'Haowu 好物'],
    ['og:type', head.price ? 'product' : 'video.other'],
    ...(head.imageUrl ? ([['og:image', absolute(head.imageUrl)]] as [string, string][]) : []),
    ...(head.price
      ? ([
          ['product:price:amount', head.price.amount],
          ['product:price:currency', head.price.currency],
        ] as [string, string][])
      : []),
  ];
  const meta = tags
    .map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`)
    .join('');
  return `<meta name="description" content="${escapeHtml(head.description)}">${meta}`;
}
