import { json, nothing, type Queryable, type Sql, sql } from '../kernel/index.ts';
import type { Asset, AssetKind, AssetState, Outputs } from './asset.ts';
import { blobUrl } from './blobs.ts';
import type { Refusal } from './refusal.ts';

export type Upload = {
  id: string;
  owner_id: string;
  kind: AssetKind;
  file_name: string;
  bytes: bigint;
  state: 'open' | 'finished';
  created_at: Date;
};

/** Holds other uploads of the same person back until the act ends: the quota is counted and taken in one breath. */
export async function lockUploader(act: Queryable, ownerId: string): Promise<void> {
  await act.run(sql`select pg_advisory_xact_lock(hashtextextended(${`media:${ownerId}`}, 0))`);
}

export function selectUploadUse(act: Queryable, ownerId: string, now: Date, since: Date) {
  return act.one<{ open_count: number; bytes: bigint }>(sql`
    select (count(*) filter (where state = 'open' and expires_at > ${now}))::int as open_count,
      coalesce(sum(bytes), 0)::bigint as bytes
    from media.uploads where owner_id = ${ownerId} and created_at > ${since}`);
}

export async function insertUpload(
  act: Queryable,
  upload: Omit<Upload, 'state'> & { expires_at: Date },
): Promise<void> {
  await act.run(sql`
    insert into media.uploads (id, owner_id, kind, file_name, bytes, created_at, expires_at)
    values (${upload.id}, ${upload.owner_id}, ${upload.kind}, ${upload.file_name}, ${upload.bytes}, ${upload.created_at}, ${upload.expires_at})`);
}

export function selectUpload(queryable: Queryable, id: string): Promise<Upload | undefined> {
  return queryable.maybe<Upload>(sql`
    select id, owner_id, kind, file_name, bytes, state, created_at from media.uploads where id = ${id}`);
}

export async function deleteOpenUpload(queryable: Queryable, id: string): Promise<boolean> {
  return (await queryable.run(sql`delete from media.uploads where id = ${id} and state = 'open'`)) > 0;
}

export function finishUploadRow(act: Queryable, id: string): Promise<Upload | undefined> {
  return act.maybe<Upload>(sql`
    update media.uploads set state = 'finished' where id = ${id} and state = 'open'
    returning id, owner_id, kind, file_name, bytes, state, created_at`);
}

export function selectExpiredUploads(queryable: Queryable, now: Date, limit: number): Promise<Upload[]> {
  return queryable.rows<Upload>(sql`
    select id, owner_id, kind, file_name, bytes, state, created_at from media.uploads
    where state = 'open' and expires_at <= ${now} order by expires_at limit ${limit}`);
}

/** A new asset whose file lies in the uploads folder. @returns false when it is already there. */
export async function insertAsset(
  act: Queryable,
  asset: { id: string; ownerId: string; kind: AssetKind; now: Date },
): Promise<boolean> {
  const count = await act.run(sql`
    insert into media.assets (id, owner_id, kind, state, created_at, updated_at)
    values (${asset.id}, ${asset.ownerId}, ${asset.kind}, 'uploaded', ${asset.now}, ${asset.now}) on conflict do nothing`);
  return count > 0;
}

export type ReadyFields = {
  width: number;
  height: number;
  durationMs: number | null;
  thumbhash: string | null;
  outputs: Outputs;
  sourceSha256: string | null;
};

/** A new asset whose outputs exist already. @returns false when the id is already there. */
export async function insertReadyAsset(
  act: Queryable,
  asset: { id: string; ownerId: string; kind: AssetKind; now: Date } & ReadyFields,
): Promise<boolean> {
  const count = await act.run(sql`
    insert into media.assets (id, owner_id, kind, state, progress, width, height, duration_ms, thumbhash, outputs, source_sha256,
      source_removed, created_at, updated_at)
    values (${asset.id}, ${asset.ownerId}, ${asset.kind}, 'ready', 1, ${asset.width}, ${asset.height}, ${asset.durationMs},
      ${asset.thumbhash}, ${json(asset.outputs)}::jsonb, ${asset.sourceSha256}, true, ${asset.now}, ${asset.now})
    on conflict do nothing`);
  return count > 0;
}

export type Claim = { id: string; owner_id: string; kind: AssetKind; attempts: number; token: string };

const leaseSeconds = 30;

/** Takes the next asset that waits or whose worker is gone (or one named asset); pictures go first, they are quick. */
export async function claimAsset(queryable: Queryable, token: string, id?: string): Promise<Claim | undefined> {
  const row = await queryable.maybe<Omit<Claim, 'token'>>(sql`
    update media.assets set state = 'processing', attempts = attempts + 1, progress = 0, lease_token = ${token},
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = (
      select id from media.assets
      where state in ('uploaded', 'processing') and next_try_at <= clock_timestamp()
        and (leased_until is null or leased_until < clock_timestamp())
        ${id ? sql`and id = ${id}` : nothing}
      order by kind, next_try_at, id limit 1 for update skip locked)
    returning id, owner_id, kind, attempts`);
  return row && { ...row, token };
}

/** Shows progress and keeps the lease. @returns false when another worker has taken over. */
export async function keepClaim(queryable: Queryable, claim: Claim, progress: number): Promise<boolean> {
  const count = await queryable.run(sql`
    update media.assets set progress = greatest(progress, ${progress}::real),
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id = ${claim.id} and lease_token = ${claim.token}`);
  return count > 0;
}

const released = sql`lease_token = null, leased_until = null`;

export async function makeReady(act: Queryable, claim: Claim, fields: ReadyFields, now: Date): Promise<boolean> {
  const count = await act.run(sql`
    update media.assets set state = 'ready', progress = 1, width = ${fields.width}, height = ${fields.height},
      duration_ms = ${fields.durationMs}, thumbhash = ${fields.thumbhash}, outputs = ${json(fields.outputs)}::jsonb,
      source_sha256 = ${fields.sourceSha256}, updated_at = ${now}, ${released}
    where id = ${claim.id} and lease_token = ${claim.token}`);
  return count > 0;
}

export async function makeRefused(act: Queryable, claim: Claim, refusal: Refusal, now: Date): Promise<boolean> {
  const count = await act.run(sql`
    update media.assets set state = 'refused', refusal = ${json(refusal)}::jsonb, updated_at = ${now}, ${released}
    where id = ${claim.id} and lease_token = ${claim.token}`);
  return count > 0;
}

/** Puts a claimed asset back into the queue; `uncounted` gives the attempt back. */
export async function releaseClaim(
  queryable: Queryable,
  claim: Claim,
  options: { delaySeconds: number; uncounted: boolean },
): Promise<void> {
  await queryable.run(sql`
    update media.assets set state = 'uploaded', progress = 0, ${released},
      attempts = attempts - ${options.uncounted ? 1 : 0},
      next_try_at = clock_timestamp() + make_interval(secs => ${options.delaySeconds})
    where id = ${claim.id} and lease_token = ${claim.token}`);
}

export function selectLeftoverSources(queryable: Queryable, limit: number): Promise<{ id: string }[]> {
  return queryable.rows<{ id: string }>(sql`
    select id from media.assets where state in ('ready', 'refused') and not source_removed limit ${limit}`);
}

export async function markSourcesRemoved(queryable: Queryable, ids: readonly string[]): Promise<void> {
  await queryable.run(sql`update media.assets set source_removed = true where id = any(${ids}::uuid[])`);
}

type AssetRow = {
  id: string;
  owner_id: string;
  kind: AssetKind;
  state: AssetState;
  progress: number;
  refusal: Refusal | null;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  thumbhash: string | null;
  outputs: Outputs | null;
};

async function selectAssetsWhere(queryable: Queryable, condition: Sql): Promise<Asset[]> {
  const rows = await queryable.rows<AssetRow>(sql`
    select id, owner_id, kind, state, progress, refusal, width, height, duration_ms, thumbhash, outputs
    from media.assets where ${condition}`);
  return rows.map(toAsset);
}

export function selectAssets(queryable: Queryable, ids: readonly string[]): Promise<Asset[]> {
  return selectAssetsWhere(queryable, sql`id = any(${ids}::uuid[])`);
}

export async function selectReadyBySource(
  queryable: Queryable,
  ownerId: string,
  kind: AssetKind,
  sourceSha256: string,
): Promise<Asset | undefined> {
  const [asset] = await selectAssetsWhere(
    queryable,
    sql`owner_id = ${ownerId} and kind = ${kind} and source_sha256 = ${sourceSha256} and state = 'ready' limit 1`,
  );
  return asset;
}

function toAsset(row: AssetRow): Asset {
  return {
    id: row.id,
    ownerId: row.owner_id,
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    refusal: row.refusal,
    width: row.width,
    height: row.height,
    durationMs: row.duration_ms,
    thumbhash: row.thumbhash,
    sources: (row.outputs?.sources ?? []).map(({ file, ...source }) => ({ ...source, url: blobUrl(file) })),
    posterUrl: row.outputs?.poster ? blobUrl(row.outputs.poster) : null,
    captions: (row.outputs?.captions ?? []).map(({ locale, file }) => ({ locale, url: blobUrl(file) })),
  };
}
