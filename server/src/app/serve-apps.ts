import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notFound, type World } from '../kernel/index.ts';
import { type AppName, appFolder } from './build-apps.ts';
import { headOfPage, type PageHead } from './page-head.ts';

/** Share links open with a title and a picture in a chat preview; `readHead` looks them up, undefined when there is nothing to show. */
export type ReadHead = (kind: 'video' | 'product' | 'shop', id: string) => Promise<PageHead | undefined>;

/** Serves the three apps on one port: `/`, `/studio`, `/console`. Every page is the app's own index with a fresh CSP nonce. */
export async function serveApps(app: FastifyInstance, world: World, readHead: ReadHead): Promise<void> {
  await app.register(fastifyStatic, {
    root: appFolder('viewer'),
    serve: false,
    preCompressed: true,
    maxAge: '365d',
    immutable: true,
    index: false,
  });
  const indexes = new Map<AppName, string>();
  const indexOf = (name: AppName): string | undefined => {
    const known = indexes.get(name);
    if (known) return known;
    const file = path.join(appFolder(name), 'index.html');
    if (!existsSync(file)) return undefined;
    const text = readFileSync(file, 'utf8');
    indexes.set(name, text);
    return text;
  };
  const sendIndex = (reply: FastifyReply, name: AppName, head?: PageHead) => {
    const text = indexOf(name);
    if (!text) throw notFound({ detail: `The ${name} app is not built; run npm run build.` });
    const page = text
      .replaceAll('__CSP_NONCE__', reply.cspNonce.style)
      .replace('</head>', `${head ? headOfPage(head, world.config.publicUrl) : ''}</head>`);
    return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page);
  };
  const sendFile = (reply: FastifyReply, name: AppName, file: string) => {
    if (file.startsWith('.') || file.includes('..')) throw notFound();
    const hashed = file.startsWith('assets/');
    return reply.sendFile(
      file,
      appFolder(name),
      hashed ? { maxAge: '365d', immutable: true } : { maxAge: '1h', immutable: false },
    );
  };

  for (const name of ['studio', 'console'] as const) {
    app.get(`/${name}`, (_request, reply) => sendIndex(reply, name));
    app.get<{ Params: { '*': string } }>(`/${name}/*`, (request, reply) => {
      const file = request.params['*'];
      return /\.\w{2,5}$/.test(file) ? sendFile(reply, name, file) : sendIndex(reply, name);
    });
  }
  const shared = { v: 'video', p: 'product', products: 'product', shops: 'shop' } as const;
  for (const [prefix, kind] of Object.entries(shared) as [
    keyof typeof shared,
    (typeof shared)[keyof typeof shared],
  ][]) {
    app.get<{ Params: { id: string } }>(`/${prefix}/:id`, async (request, reply) => {
      const head = /^[0-9a-f-]{36}$/.test(request.params.id)
        ? await readHead(kind, request.params.id).catch(() => undefined)
        : undefined;
      return sendIndex(reply, 'viewer', head);
    });
  }
  app.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const file = request.params['*'];
    if (file.startsWith('api/')) throw notFound();
    return /\.\w{2,5}$/.test(file) ? sendFile(reply, 'viewer', file) : sendIndex(reply, 'viewer');
  });
}
