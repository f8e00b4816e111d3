import { describe, expect, test } from 'vitest';
import { codeDigits } from '#client/screens/start/code.ts';
import { isEasyPin } from '#client/screens/start/pin.ts';

describe('the one-time code', () => {
  test('is understood in Devanagari digits, with spaces and dashes', () => {
    expect(codeDigits('१२३४ ५६७८')).toBe('12345678');
    expect(codeDigits('1234-5678')).toBe('12345678');
  });

  test('ends after eight digits', () => {
    expect(codeDigits('1234567899')).toBe('12345678');
  });
});

describe('a PIN', () => {
  test.each(['111111', '121212', '123456', '654321', '123123', '112211'])('%s is refused as too easy', (pin) => {
    expect(isEasyPin(pin)).toBe(true);
  });

  test.each(['284917', '730185', '908172'])('%s is taken', (pin) => {
    expect(isEasyPin(pin)).toBe(false);
  });
});
