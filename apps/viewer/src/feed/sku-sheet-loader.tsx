import { type ComponentType, lazy } from 'react';

export type SkuSheetProps = {
  productId: string;
  scene: 'video';
  contentId: string;
  impressionToken: string;
  onClose: () => void;
  onPaid: () => void;
};

const modules = import.meta.glob<{ default: ComponentType<SkuSheetProps> }>('../shop/sku-sheet.tsx');
const load = modules['../shop/sku-sheet.tsx'];

/** The sheet in which goods of a video are bought; its code arrives with the first product card. */
export const SkuSheet: ComponentType<SkuSheetProps> | undefined = load === undefined ? undefined : lazy(load);

export function preloadSkuSheet(): void {
  void load?.();
}
