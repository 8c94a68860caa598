import { expect, it } from 'vitest';
import { htmlProblem, readXmlError } from './check-markup';

it.each([
  '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><br>a & b &nbsp;</body></html>',
  '<p>one</p><p>two</p>',
  'only text',
  '<P CLASS="a">x</p>',
  '<script>if (a < b && c) go("<p>");</script>',
  '<input disabled>',
  '   ',
])('%j is well-formed', async (text) => {
  expect(await htmlProblem(text)).toBeNull();
});

it.each([
  ['<div><b>x</div>', /line 1, column 10: Expected closing tag 'b' \(opened in line 1, column 6\)/],
  ['<div>\n  <b>x</i>\n</div>', /line 2, column 7: Expected closing tag 'b'/],
  ['<p>a', /not well-formed HTML, line 1/],
])('%j is not', async (text, words) => {
  expect(await htmlProblem(text)).toMatch(words);
});

it('reads what browsers say of XML', () => {
  const chromium =
    'This page contains the following errors:error on line 2 at column 9: Opening and ending tag mismatch: b line 2 and a\nBelow is a rendering';
  expect(readXmlError(chromium)).toBe(
    ', line 2, column 9: Opening and ending tag mismatch: b line 2 and a.',
  );
  const firefox =
    'XML Parsing Error: mismatched tag. Expected: </b>.\nLocation: about:blank\nLine Number 2, Column 7:</a>';
  expect(readXmlError(firefox)).toBe(', line 2, column 7: mismatched tag. Expected: </b>.');
  expect(readXmlError('')).toBe('.');
});
