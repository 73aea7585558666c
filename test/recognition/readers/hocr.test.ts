import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseHocr } from '../../../src/recognition/readers/hocr.js';

type Choices = readonly (readonly [text: string, confidence: number | string])[];

/** As Tesseract 5 writes it, with `lstm_choice_mode` 2. */
function hocrOf(words: readonly { text: string; confidence: number; symbols: readonly Choices[] }[]): string {
  const spans = words.map(({ text, confidence, symbols }, word) => {
    const choices = symbols.map((alternatives, symbol) => {
      const inner = alternatives.map(
        ([char, value], index) =>
          `\n      <span class='ocrx_cinfo' id='choice_1_${word}_${index}' title='x_confs ${value}'>${char}</span>`,
      );
      return `\n     <span class='ocrx_cinfo' id='lstm_choices_1_${word}_${symbol}'>${inner.join('')}</span>`;
    });
    const title = `bbox 0 0 165 36; x_wconf ${confidence}`;
    return `<span class='ocrx_word' id='word_1_${word}' title='${title}'>${text}${choices.join('')}\n    </span>`;
  });
  return `<div class='ocr_page' id='page_1' title='image "unknown"; bbox 0 0 165 36'>\n${spans.join('\n')}\n</div>\n`;
}

describe('parseHocr', () => {
  test('takes the text, its confidence and what each symbol may be', () => {
    const symbols: Choices[] = [
      [
        ['A', 97.5],
        ['4', 60],
      ],
      [['1', 90]],
    ];
    assert.deepEqual(parseHocr(hocrOf([{ text: 'A1', confidence: 83, symbols }])), {
      text: 'A1',
      confidence: 83,
      symbols: [
        [
          { text: 'A', rating: 2.5 },
          { text: '4', rating: 40 },
        ],
        [{ text: '1', rating: 10 }],
      ],
    });
  });

  test('joins words and is as sure as the least sure one', () => {
    const { text, confidence, symbols } = parseHocr(
      hocrOf([
        { text: 'A', confidence: 80, symbols: [[['A', 90]]] },
        { text: '1', confidence: 30, symbols: [[['1', 70]]] },
      ]),
    );
    assert.deepEqual([text, confidence, symbols.length], ['A1', 30, 2]);
  });

  test('understands a confidence in scientific notation', () => {
    const { symbols } = parseHocr(hocrOf([{ text: 'A', confidence: 5, symbols: [[['A', '3.5e-05']]] }]));
    assert.ok(Math.abs((symbols[0]?.[0]?.rating ?? 0) - 100) < 1e-3);
  });

  test('names no alternatives where they are not told for each character', () => {
    const missing = parseHocr(hocrOf([{ text: 'AB', confidence: 80, symbols: [[['A', 90]]] }]));
    const empty = parseHocr(hocrOf([{ text: 'AB', confidence: 80, symbols: [[['A', 90]], []] }]));
    assert.deepEqual([missing.text, missing.symbols], ['AB', []]);
    assert.deepEqual([empty.text, empty.symbols], ['AB', []]);
  });

  test('reads nothing of an empty page', () => {
    assert.deepEqual(parseHocr(hocrOf([])), { text: '', confidence: 0, symbols: [] });
    assert.deepEqual(parseHocr(hocrOf([{ text: ' ', confidence: 95, symbols: [] }])), {
      text: '',
      confidence: 0,
      symbols: [],
    });
  });
});
