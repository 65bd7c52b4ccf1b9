import type { FastifyInstance } from 'fastify';
import { resolvePrincipal } from '../identity/index.ts';
import { foreignOrigin, notSignedIn, rawCallOf, type World } from '../kernel/index.ts';
import { createUploadReceiver, serveMedia, uploadsPath } from '../media/index.ts';

/** Uploads (tus) and files go past the JSON routes: both work on the raw request and answer by themselves. */
export async function mountMedia(app: FastifyInstance, world: World): Promise<void> {
  const uploads = createUploadReceiver(world);
  app.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  for (const url of [uploadsPath, `${uploadsPath}/*`]) {
    app.route({
      method: ['POST', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS'],
      url,
      bodyLimit: world.config.uploadBytesMax,
      config: { routeId: 'media.upload' },
      handler: async (request, reply) => {
        const { origin } = request.headers;
        if (origin && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host)) throw foreignOrigin();
        const principal = await resolvePrincipal(world, rawCallOf(request, reply, world), request.cookies);
        if (!principal.accountId) throw notSignedIn();
        reply.hijack();
        await uploads.handle(request.raw, reply.raw, principal);
      },
    });
  }
  app.get('/media/*', { config: { routeId: 'media.file' } }, async (request, reply) => {
    reply.hijack();
    await serveMedia(world, request.raw, reply.raw);
  });
}
