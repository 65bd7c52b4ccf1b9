import net from 'node:net';

export type BreakingLine = {
  readonly url: string;
  /** The connection that carries so many bytes to the server from now on breaks, once. */
  breakAfter(bytes: number): void;
  /** Lines that broke so far. */
  broken(): number;
  close(): Promise<void>;
};

const stallMs = 1_000;

/** A line to a server that breaks when it is told to: both ends see a reset, what has arrived has arrived. */
export async function openBreakingLine(serverUrl: string): Promise<BreakingLine> {
  const target = new URL(serverUrl);
  const open = new Set<net.Socket>();
  let limitBytes = Number.POSITIVE_INFINITY;
  let broken = 0;
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    let carried = 0;
    const breakBoth = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', breakBoth);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      carried += chunk.length;
      if (carried > limitBytes) {
        limitBytes = Number.POSITIVE_INFINITY;
        broken += 1;
        // This part is lost. Lines stall before they break: what was passed on before reaches the server, however busy.
        client.pause();
        setTimeout(() => upstream.end(() => client.resetAndDestroy()), stallMs);
        return;
      }
      if (!upstream.write(chunk)) {
        client.pause();
        upstream.once('drain', () => client.resume());
      }
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('the line has no address');
  return {
    url: `http://127.0.0.1:${address.port}`,
    breakAfter(bytes) {
      limitBytes = bytes;
    },
    broken: () => broken,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
