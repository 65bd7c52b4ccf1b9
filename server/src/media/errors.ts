import { problem } from '../kernel/index.ts';

export const uploadMetadataWrong = problem(
  422,
  'media.upload_metadata',
  'Say the purpose of the upload: video or image.',
);
export const uploadLengthMissing = problem(
  411,
  'media.upload_length_required',
  'Say how long the file is before sending it.',
);
export const uploadEmpty = problem(422, 'media.empty', 'This file has no content.');
export const uploadTooLarge = problem(413, 'media.too_large', 'This file is larger than what can be taken.');
export const tooManyUploads = problem(
  429,
  'media.too_many_uploads',
  'You have several uploads open; finish or cancel one of them first.',
);
export const uploadQuotaUsed = problem(
  429,
  'media.upload_quota',
  'You have uploaded as much as one day allows; please go on tomorrow.',
);
export const diskFull = problem(507, 'media.no_space', 'The server has no room for this file at the moment.');
export const uploadStepUnknown = problem(405, 'media.method_not_allowed', 'Uploads know POST, HEAD, PATCH and DELETE.');
export const assetNotYours = problem(404, 'media.asset_not_found', 'This upload does not exist or is not yours.');
