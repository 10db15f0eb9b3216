import { describe, expect, it } from 'vitest';
import { subjectAround } from '../../shared/mail/subject.ts';

const about = (title: string) => `About ${title}`;
const a = (count: number) => 'a'.repeat(count);

describe('a subject', () => {
  it('keeps a title for which there is exactly room', () => {
    expect(subjectAround(a(54), about)).toBe(`About ${a(54)}`);
  });

  it('cuts a title that is one character too long', () => {
    expect(subjectAround(a(55), about)).toBe(`About ${a(53)}…`);
  });

  it('cuts between words where that costs little', () => {
    expect(subjectAround(`${a(40)} ${a(20)}`, about)).toBe(`About ${a(40)}…`);
  });

  it('takes the longer wording where the title fits into it', () => {
    const wordy = (title: string) => `${title}, on a Wednesday in December`;
    expect(subjectAround('Talk', wordy, about)).toBe('Talk, on a Wednesday in December');
    expect(subjectAround(a(40), wordy, about)).toBe(`About ${a(40)}`);
  });

  it('never cuts a person in two', () => {
    const family = '👨‍👩‍👧‍👦';
    const cut = subjectAround(family.repeat(20), about);
    expect(cut.replaceAll(family, '')).toBe('About …');
    expect([...cut].length).toBeLessThanOrEqual(60);
  });
});
