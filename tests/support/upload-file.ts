import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import type { House } from './house.ts';

const chunkBytes = 256 * 1024;
const processMsMax = 60_000;

type StudioVideo = {
  id: string;
  state: string;
  stateReasons: { code: string }[];
  playback: { durationMs: number } | null;
};

/** Uploads a file by tus in several requests, as the studio does. @returns the id of the upload */
export async function uploadFile(house: House, cookie: string, file: string): Promise<string> {
  const bytes = await readFile(file);
  const encode = (text: string) => Buffer.from(text).toString('base64');
  const headers = { cookie, 'tus-resumable': '1.0.0' };
  const created = await fetch(`${house.url}/api/v1/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${encode(path.basename(file))},filetype ${encode('video/mp4')},purpose ${encode('video')}`,
    },
  });
  expect(created.status, 'an upload is opened').toBe(201);
  const location = new URL(created.headers.get('location') ?? '', house.url);
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) {
    const sent = await fetch(location, {
      method: 'PATCH',
      headers: { ...headers, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: bytes.subarray(offset, offset + chunkBytes),
    });
    expect(sent.status, 'a part is taken').toBe(204);
  }
  return location.pathname.split('/').at(-1) ?? '';
}

/** From a file to a published video: upload, probe, transcode, review. @returns its id and length */
export async function publishClip(
  house: House,
  cookie: string,
  file: string,
  video: { title: string; shopId: string; goods: { productId: string; momentMs: number }[] },
): Promise<{ id: string; durationMs: number }> {
  const uploadId = await uploadFile(house, cookie, file);
  const created = await house.send<StudioVideo>('POST', '/api/v1/videos', { cookie, body: { uploadId, ...video } });
  expect(created.status, JSON.stringify(created.body)).toBe(201);
  const read = async () =>
    (await house.send<StudioVideo>('GET', `/api/v1/studio/videos/${created.body.id}`, { cookie })).body;
  const until = async (done: (video: StudioVideo) => boolean, what: string): Promise<StudioVideo> => {
    const deadline = Date.now() + processMsMax;
    for (;;) {
      const now = await read();
      if (done(now)) return now;
      if (Date.now() > deadline || now.state === 'refused') throw new Error(`${what}: ${JSON.stringify(now)}`);
      await setTimeout(150);
    }
  };
  await until((now) => now.playback !== null, 'the clip is not transcoded');
  await house.send('POST', `/api/v1/studio/videos/${created.body.id}/publish`, { cookie });
  const published = await until((now) => now.state === 'published', 'the video is not published');
  return { id: created.body.id, durationMs: published.playback?.durationMs ?? 0 };
}
