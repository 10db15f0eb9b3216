/** Words that stand nowhere else, to be looked for where no personal data may be. */
export const canaries = {
  lastName: 'Kanarivogel',
  firstName: 'Serinadelle',
  email: 'canari.jaune@voliere.example',
  establishment: 'Lycée des Cagesouvertes',
  accommodation: 'perchoirbas',
  answer: 'chanteusedaube',
  header: 'plumagesecret',
  path: 'nidcachequelquepart',
} as const;

/** Whether a text holds a word as it is, or in one of the clothes in which bodies and addresses travel. */
export const holds = (text: string, word: string): boolean =>
  [word, encodeURIComponent(word), ...inBase64(word)].some((dressed) =>
    text.toLowerCase().includes(dressed.toLowerCase()),
  );

/** What of the word is the same wherever it stands in a longer text in base64. */
const inBase64 = (word: string): readonly string[] =>
  [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(word)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    return whole.slice(offset === 0 ? 0 : 4);
  });
