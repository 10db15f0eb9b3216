import { plainSpaces } from '../text/typography.ts';

const SUBJECT_MAX_CHARACTERS = 60; // more is cut off in most lists of messages
const ELLIPSIS = '…';

/**
 * The first of these subjects that has room for the whole title, else the last with the title cut, between words where
 * it can be.
 */
export function subjectAround(title: string, ...subjects: readonly [Subject, ...Subject[]]): string {
  const whole = subjects
    .map((subject) => subject(title))
    .find((subject) => length(subject) <= SUBJECT_MAX_CHARACTERS);
  const shortest = subjects[subjects.length - 1] ?? subjects[0];
  const room = SUBJECT_MAX_CHARACTERS - length(shortest(ELLIPSIS));
  return plainSpaces(whole ?? shortest(cut(title, room) + ELLIPSIS));
}
type Subject = (title: string) => string;

function cut(title: string, room: number): string {
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(title)) {
    if (length(kept) + length(segment) > room) break;
    kept += segment;
  }
  const wholeWords = kept.replace(/[\s\p{P}]+[^\s]*$/u, '');
  const words = title.startsWith(`${kept} `) || wholeWords === '' ? kept : wholeWords;
  return words.replace(/[\s\p{P}]+$/u, '');
}

const length = (text: string): number => [...text].length;
