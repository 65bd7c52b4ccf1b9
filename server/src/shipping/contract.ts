import { z } from 'zod';
import { defineRoute, idJson } from '../kernel/index.ts';

export const trackingJson = z
  .object({
    parcels: z.array(
      z.object({
        id: idJson,
        carrier: z.string(),
        waybillNumber: z.string(),
        state: z.enum(['created', 'picked_up', 'in_transit', 'out_for_delivery', 'delivered', 'lost']),
        events: z.array(
          z.object({
            at: z.iso.datetime(),
            status: z.string(),
            place: z.string(),
            text: z.object({ zh: z.string(), en: z.string() }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Tracking' });
export const readTracking = defineRoute({
  id: 'shipping.readTracking',
  method: 'GET',
  path: '/orders/{id}/parcels',
  summary: 'Where the parcels of my order are',
  params: z.object({ id: idJson }),
  answer: trackingJson,
  access: 'anyone',
  ownership: 'self',
  idempotency: 'none',
  rate: 'read',
});
