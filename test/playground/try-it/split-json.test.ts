import { describe, expect, it } from 'vitest';
import { splitJson } from '../../../src/playground/try-it/split-json.js';

describe('splitJson', () => {
  it('splits after commas, opening brackets and opening braces', () => {
    expect(splitJson('{"a":1,"b":[true,null]}')).toEqual(['{', '"a":1,', '"b":[', 'true,', 'null]}']);
  });

  it('never splits inside a string', () => {
    expect(splitJson('{"a":"x, {y} \\" [z","b":""}')).toEqual(['{', '"a":"x, {y} \\" [z",', '"b":""}']);
  });

  it('keeps every character', () => {
    const json = JSON.stringify({ text: 'a\\"b\n,{', list: [[1], {}], empty: [] });

    expect(splitJson(json).join('')).toBe(json);
  });
});
