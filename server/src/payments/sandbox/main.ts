import module from 'node:module';
import { startSandboxServer } from './sandbox-server.ts';

/**
 * The sandbox provider as a process of its own. The parent passes settings by environment, learns the port by message,
 * and tells where notices go; when the parent dies, this process leaves at once and its journal keeps what it knew.
 */
let notifyUrl: string | undefined;
process.on('message', (message: { notifyUrl?: string }) => {
  notifyUrl = message.notifyUrl;
});
process.on('disconnect', () => process.exit(0));
const server = await startSandboxServer({
  port: Number(process.env.SANDBOX_PORT ?? 0),
  host: '127.0.0.1',
  secret: process.env.SANDBOX_SECRET ?? '',
  folder: process.env.SANDBOX_FOLDER ?? './sandbox',
  notifyUrl: () => notifyUrl,
});
process.send?.({ port: server.port });
module.flushCompileCache();
