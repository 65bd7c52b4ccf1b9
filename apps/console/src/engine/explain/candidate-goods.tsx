import type { Candidate } from './terms.ts';

/** Cover, title, author of a candidate. */
export function CandidateGoods({ candidate }: { candidate: Pick<Candidate, 'title' | 'posterUrl' | 'authorName'> }) {
  return (
    <span className="desk-goods">
      {candidate.posterUrl ? (
        <img className="desk-thumb" src={candidate.posterUrl} alt="" loading="lazy" />
      ) : (
        <span className="desk-thumb" aria-hidden="true" />
      )}
      <span className="engine-goods-words">
        <span title={candidate.title}>{candidate.title || '–'}</span>
        {candidate.authorName ? <small className="desk-second">{candidate.authorName}</small> : null}
      </span>
    </span>
  );
}
