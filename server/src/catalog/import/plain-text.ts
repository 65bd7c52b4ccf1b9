import { convert } from 'html-to-text';

/** HTML of another platform as plain text: paragraphs and list items on their own lines, no links, pictures or scripts. */
export function htmlToPlainText(html: string): string {
  if (html === '') return '';
  return convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'img', format: 'skip' },
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'h1', options: { uppercase: false } },
      { selector: 'h2', options: { uppercase: false } },
      { selector: 'h3', options: { uppercase: false } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  }).trim();
}
