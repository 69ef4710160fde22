import { describe, expect, it } from 'vitest';
import { wordsIn } from '../../../schemas/xml/words-in.ts';
import { processorMs } from '../../support/processor-ms.ts';

describe('the words of a page', () => {
  it('are those that a person would read', () => {
    const page = `<!DOCTYPE html><html><head><style>p { color: red }</style><title>Erreur</title></head>
      <body><!-- 12 --><script type="a">if (a < b) c();</script><p>Service<br>indisponible</p></body></html>`;
    expect(wordsIn(page)).toBe('Erreur Service indisponible');
    expect(wordsIn(' plain\n text ')).toBe('plain text');
    expect(wordsIn('')).toBe('');
  });

  it('are found soon, however crooked the page is', () => {
    const took = processorMs(() => {
      for (const part of ['<script>', '<!--', '<', '<style '])
        expect(wordsIn(part.repeat(500_000)).length).toBeLessThanOrEqual(10_000);
    });
    expect(took).toBeLessThan(1500);
  });
});
