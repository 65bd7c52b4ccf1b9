import http from 'node:http';

/** A small keep-alive JSON client: the load generator must cost less than what it measures. */
export function createClient(url: string, sockets: number) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets });
  const { hostname, port } = new URL(url);
  return function send<Body = unknown>(
    method: string,
    path: string,
    options: { cookie?: string; body?: unknown; key?: string } = {},
  ): Promise<{ status: number; body: Body; cookies: string[] }> {
    return new Promise((resolve, reject) => {
      const bytes = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
      const request = http.request(
        {
          agent,
          hostname,
          port,
          method,
          path,
          headers: {
            ...(options.cookie ? { cookie: options.cookie } : {}),
            ...(options.key ? { 'idempotency-key': options.key } : {}),
            ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              body: (text.startsWith('{') ? JSON.parse(text) : text) as Body,
              cookies: response.headers['set-cookie'] ?? [],
            });
          });
        },
      );
      request.on('error', reject);
      request.end(bytes);
    });
  };
}

/** The cookies a browser would send back. */
export function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((cookie) => cookie.split(';')[0]).join('; ');
}
