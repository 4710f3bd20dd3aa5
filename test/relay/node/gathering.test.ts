import { expect, test } from 'vitest';
import { Gathering } from '../../../src/relay/node/gathering.js';

const member = (name: string) => ({ name, place: -1 });

test('whoever leaves is gone and the others stay, in whatever order they leave', () => {
  const [a, b, c, d] = [member('a'), member('b'), member('c'), member('d')];
  const gathering = new Gathering<ReturnType<typeof member>>();
  const names = () => gathering.members().map(({ name }) => name);
  for (const each of [a, b, c, d]) gathering.add(each);

  gathering.remove(a);
  expect(names().toSorted()).toEqual(['b', 'c', 'd']);
  gathering.remove(d);
  gathering.remove(d);
  gathering.remove(a);
  expect(names().toSorted()).toEqual(['b', 'c']);
  gathering.add(a);
  gathering.remove(c);
  gathering.remove(b);
  expect(names()).toEqual(['a']);
  gathering.remove(a);
  expect(names()).toEqual([]);
});

test('all are called on, also when they leave while it is done', () => {
  const gathering = new Gathering<ReturnType<typeof member>>();
  const all = ['a', 'b', 'c'].map(member);
  for (const each of all) gathering.add(each);
  const called: string[] = [];
  for (const each of gathering.members()) {
    called.push(each.name);
    gathering.remove(each);
  }
  expect(called).toEqual(['a', 'b', 'c']);
});
