import { type ComponentType, lazy } from 'react';

export type SkuSheetProps = {
  productId: string;
  scene: 'video';
  contentId: string;
  impressionToken: string;
  onClose: () => void;
  onPaid: () => void;
};

const load = () => import('../shop/sku-sheet.tsx');

/** The sheet in which goods of a video are bought; its code arrives with the first video that carries goods. */
export const SkuSheet: ComponentType<SkuSheetProps> = lazy(async () => ({ default: (await load()).SkuSheet }));

export function preloadSkuSheet(): void {
  load().catch(() => {
    // Opening the sheet asks again and shows what went wrong.
  });
}
