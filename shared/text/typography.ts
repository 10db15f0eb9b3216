const NARROW = '\u202f';
const FULL = '\u00a0';

/** What somebody else wrote in French: the spaces that its punctuation asks for do not end a line. */
export const unbroken = (text: string): string =>
  text.replace(/« | (?=[»;!?])/g, (spaced) => spaced.replace(' ', NARROW)).replace(/ (?=:)/g, FULL);

/** French spacing before high punctuation, inside guillemets, around hours, in thousands and before percent signs. */
export const frenchTypography = (text: string): string =>
  text
    .replace(/ +([;!?])/g, `${NARROW}$1`)
    .replace(/ +([:%])/g, `${FULL}$1`)
    .replace(/« */g, `«${NARROW}`)
    .replace(/ *»/g, `${NARROW}»`)
    .replace(/(\d) h (\d)/g, `$1${FULL}h${FULL}$2`)
    .replace(/(\d) h(?![\p{L}\d])/gu, `$1${FULL}h`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${NARROW}$2`)
    .replace(/'/g, '’');

/** A French sentence: its own words are typeset, the values in it (names, titles) stay as people wrote them. */
export const french = (words: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  String.raw({ raw: words.map(frenchTypography) }, ...values);

/** An English sentence: typographic apostrophes, values untouched. */
export const english = (words: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  String.raw({ raw: words.map((text) => text.replace(/'/g, '’')) }, ...values);

/** For mail subjects and plain text: old fonts have no narrow no-break space. */
export const plainSpaces = (text: string): string => text.replaceAll(NARROW, FULL);
