import { useCallback, useEffect, useRef, useState } from 'react';
import { defaultOptions, Upload } from 'tus-js-client';

export type UploadState =
  | { phase: 'idle' }
  | { phase: 'sending'; file: File; sentBytes: number; bytesPerSecond: number }
  | { phase: 'paused'; file: File; sentBytes: number }
  /** The connection is gone; it goes on by itself when it is back. */
  | { phase: 'waiting'; file: File; sentBytes: number }
  | { phase: 'refused'; file: File; status: number; code: string | undefined }
  | { phase: 'done'; file: File; uploadId: string };

const retryDelaysMs = [0, 1_000, 3_000, 5_000, 10_000];
const reconnectEveryMs = 4_000;
const chunkBytes = 4 * 1024 * 1024;

function uploadIdOf(url: string | null): string {
  return url?.split('?')[0]?.split('/').filter(Boolean).at(-1) ?? '';
}

function problemCode(body: string | undefined): string | undefined {
  try {
    return (JSON.parse(body ?? '') as { code?: string }).code;
  } catch {
    return undefined; // the answer was not problem+json
  }
}

/**
 * A resumable upload (tus 1.0). Pauses and resumes, survives a lost connection, and after a reload goes on from the last
 * acknowledged byte when the same file is chosen again.
 */
export function useUpload(purpose: 'video' | 'image', onDone?: (uploadId: string, file: File) => void) {
  const [state, setState] = useState<UploadState>({ phase: 'idle' });
  const running = useRef<Upload | null>(null);
  const done = useRef(onDone);
  done.current = onDone;

  const start = useCallback(
    async (file: File) => {
      let lastAt = performance.now();
      let lastBytes = 0;
      let speed = 0;
      let sent = 0;
      const upload = new Upload(file, {
        endpoint: '/api/v1/uploads',
        metadata: { filename: file.name, filetype: file.type || 'application/octet-stream', purpose },
        chunkSize: chunkBytes,
        retryDelays: retryDelaysMs,
        removeFingerprintOnSuccess: true,
        onProgress: (bytes) => {
          sent = bytes;
          const now = performance.now();
          if (now - lastAt > 500) {
            const fresh = ((bytes - lastBytes) / (now - lastAt)) * 1_000;
            speed = speed === 0 ? fresh : speed * 0.7 + fresh * 0.3;
            lastAt = now;
            lastBytes = bytes;
          }
          setState((before) =>
            before.phase === 'paused'
              ? before
              : { phase: 'sending', file, sentBytes: bytes, bytesPerSecond: Math.max(0, speed) },
          );
        },
        onSuccess: () => {
          const uploadId = uploadIdOf(upload.url);
          setState({ phase: 'done', file, uploadId });
          done.current?.(uploadId, file);
        },
        onError: (error) => {
          const answer = 'originalResponse' in error ? error.originalResponse : null;
          const status = answer?.getStatus() ?? 0;
          // 409 and 423: another request still holds the upload; a silent or failing server comes back
          if (status === 0 || status === 409 || status === 423 || status >= 500)
            setState({ phase: 'waiting', file, sentBytes: sent });
          else setState({ phase: 'refused', file, status, code: problemCode(answer?.getBody()) });
        },
      });
      running.current = upload;
      setState({ phase: 'sending', file, sentBytes: 0, bytesPerSecond: 0 });
      const previous = await upload.findPreviousUploads();
      const latest = previous.sort((a, b) => b.creationTime.localeCompare(a.creationTime))[0];
      if (latest) upload.resumeFromPreviousUpload(latest);
      upload.start();
    },
    [purpose],
  );
  const pause = useCallback(() => {
    void running.current?.abort();
    setState((before) =>
      before.phase === 'sending' || before.phase === 'waiting'
        ? { phase: 'paused', file: before.file, sentBytes: before.sentBytes }
        : before,
    );
  }, []);
  const resume = useCallback(() => {
    setState((before) =>
      before.phase === 'paused' || before.phase === 'waiting'
        ? { phase: 'sending', file: before.file, sentBytes: before.sentBytes, bytesPerSecond: 0 }
        : before,
    );
    running.current?.start();
  }, []);
  const reset = useCallback(() => {
    void running.current?.abort();
    running.current = null;
    setState({ phase: 'idle' });
  }, []);

  const waiting = state.phase === 'waiting';
  useEffect(() => {
    if (!waiting) return;
    const again = () => {
      if (navigator.onLine) resume();
    };
    const timer = setInterval(again, reconnectEveryMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [waiting, resume]);
  useEffect(() => () => void running.current?.abort(), []);
  return { state, start, pause, resume, reset };
}

/** Names of files whose upload was begun in this browser and not finished. */
export async function unfinishedUploads(purpose: string): Promise<string[]> {
  const all = (await defaultOptions.urlStorage?.findAllUploads()) ?? [];
  return all.filter((entry) => entry.metadata.purpose === purpose).map((entry) => entry.metadata.filename ?? '');
}
