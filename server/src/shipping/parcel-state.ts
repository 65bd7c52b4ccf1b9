export const parcelStatuses = ['created', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'lost'] as const;
export type ParcelStatus = (typeof parcelStatuses)[number];

/** A scan never takes a parcel back: scans arrive late and out of order. */
const rank: Record<ParcelStatus, number> = {
  created: 0,
  picked_up: 1,
  in_transit: 2,
  out_for_delivery: 3,
  delivered: 4,
  lost: 4,
};

export function furtherStatus(current: ParcelStatus, scanned: ParcelStatus): ParcelStatus {
  return rank[scanned] > rank[current] ? scanned : current;
}

const texts: Record<ParcelStatus, (place: string) => { zh: string; en: string }> = {
  created: () => ({ zh: '商家已打包，等待快递揽收', en: 'Packed by the shop, waiting for the carrier' }),
  picked_up: (place) => ({ zh: `【${place}】快递已揽收`, en: `Picked up in ${place}` }),
  in_transit: (place) => ({
    zh: `【${place}】运输中，已到达转运中心`,
    en: `In transit, arrived at the hub in ${place}`,
  }),
  out_for_delivery: (place) => ({
    zh: `【${place}】快递员正在派送，请保持电话畅通`,
    en: `Out for delivery in ${place}`,
  }),
  delivered: (place) => ({ zh: `【${place}】已签收，感谢使用`, en: `Delivered in ${place}` }),
  lost: (place) => ({
    zh: `【${place}】包裹异常，快递公司正在查找`,
    en: `The parcel is missing since ${place}; the carrier is looking for it`,
  }),
};

export function scanText(status: ParcelStatus, place: string): { zh: string; en: string } {
  return texts[status](place);
}
