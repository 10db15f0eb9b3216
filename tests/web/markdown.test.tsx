import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../shared/web/markdown.tsx';

const shown = (text: string) => renderToString(<Markdown text={text} />);

describe('what an organiser writes in Markdown', () => {
  it.each([
    ['a paragraph', 'Une ligne\net sa suite', '<p>Une ligne et sa suite</p>'],
    ['two paragraphs', 'Un\n\nDeux', '<p>Un</p><p>Deux</p>'],
    ['lines of another system', 'Un\r\n\r\nDeux', '<p>Un</p><p>Deux</p>'],
    ['a heading', '## Au programme ##\nTexte', '<h3>Au programme</h3><p>Texte</p>'],
    ['a list', '- un\n- deux\n  sa suite', '<ul><li>un</li><li>deux sa suite</li></ul>'],
    ['a loose list', '* un\n\n* deux', '<ul><li>un</li><li>deux</li></ul>'],
    ['a numbered list', '1. un\n2) deux', '<ol><li>un</li><li>deux</li></ol>'],
    ['a list after a paragraph', 'Apportez :\n- un', '<p>Apportez :</p><ul><li>un</li></ul>'],
    ['a paragraph after a list', '- un\n\nPuis', '<ul><li>un</li></ul><p>Puis</p>'],
    ['strong words', 'un **deux mots** trois', '<p>un <strong>deux mots</strong> trois</p>'],
    ['emphasis', '*un* et _deux_', '<p><em>un</em> et <em>deux</em></p>'],
    ['one inside the other', '**très *très* bien**', '<p><strong>très <em>très</em> bien</strong></p>'],
    ['a link', '[le site](https://a.fr/b)', '<p><a href="https://a.fr/b" rel="noopener">le site</a></p>'],
    [
      'a link with parentheses in it',
      '[a](https://a.fr/b_(c))',
      '<p><a href="https://a.fr/b_(c)" rel="noopener">a</a></p>',
    ],
    ['a bare address', '<https://a.fr>', '<p><a href="https://a.fr" rel="noopener">https://a.fr</a></p>'],
    ['an escaped mark', '\\*pas ça\\*', '<p>*pas ça*</p>'],
    ['a file name', 'mon_fichier_final', '<p>mon_fichier_final</p>'],
    ['a word with its mark inside', 'nom_de_ fichier', '<p>nom_de_ fichier</p>'],
    ['half an address', '[a](https://)', '<p>[a](https://)</p>'],
    ['a product', '2 * 3 * 4', '<p>2 * 3 * 4</p>'],
    ['nothing', '\n \n', ''],
  ])('shows %s', (_, text, html) => {
    expect(shown(text)).toBe(html);
  });

  it.each([
    '<img src=x onerror=alert(1)>',
    '<script>alert(1)</script>',
    '[clic](javascript:alert(1))',
    '[clic](JaVaScRiPt:alert)',
    '[clic](data:text/html,x)',
    '[clic](//evil.example)',
    '[clic](https://)',
    '<javascript:alert(1)>',
    '**<b onmouseover=alert(1)>**',
    '[<img src=x onerror=alert(1)>](https://a.fr"onclick="alert)',
    '![image](https://a.fr/pixel.png)',
  ])('lets nothing dangerous become an element: %s', (text) => {
    const html = shown(text);
    expect(html.replace(/<\/?(p|strong|em|a)( href="https:\/\/[^"<>]*" rel="noopener")?>/g, '')).not.toMatch(
      /</,
    );
    expect(html).not.toMatch(/href="(?!https?:\/\/)/);
  });

  it('never makes other elements than its own, whatever is written', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '_',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '\\',
      '\n',
      '- ',
      '1. ',
      '# ',
    );
    const text = fc.array(
      fc.oneof(piece, fc.constantFrom('a', ' ', 'javascript:x', 'https://a.fr', '"', '&')),
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const html = shown(pieces.join(''));
        const bare = html.replace(
          /<\/?(p|strong|em|ul|ol|li|h3|a)( href="https?:\/\/[^"<>]*" rel="noopener")?>/g,
          '',
        );
        expect(bare).not.toMatch(/</);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['*', '**', '_', '[', '[a](', '<', '\\', '- ', '**a *b '])(
    'takes the longest text of nothing but « %s » in its stride',
    (piece) => {
      const begun = performance.now();
      shown(piece.repeat(10_000 / piece.length));
      expect(performance.now() - begun).toBeLessThan(500);
    },
  );
});
