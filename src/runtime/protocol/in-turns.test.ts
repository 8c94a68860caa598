import { describe, expect, it } from 'vitest';
import { inTurns } from './in-turns';

describe('work in turns', () => {
  it('is done at once while it is little, and waits for a task of its own beyond that', () => {
    const { take, done, tasks, goOn } = setUp();
    for (let at = 0; at < 10; at += 1) take(at, 3);
    expect(done).toEqual([0, 1, 2]);
    goOn();
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
    goOn();
    goOn();
    expect(done).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(tasks).toEqual([]);
  });

  it('keeps its order when more comes while some waits', () => {
    const { take, done, goOn, tasks } = setUp();
    take(0, 20);
    take(1, 20);
    take(2, 1);
    goOn();
    take(3, 1);
    while (tasks.length > 0) goOn();
    expect(done).toEqual([0, 1, 2, 3]);
  });

  it('goes on behind work that throws', () => {
    const { turns, take, done, goOn, tasks } = setUp();
    take(0, 20);
    turns(() => {
      throw new Error('not this one');
    });
    take(1, 1);
    expect(goOn).toThrow('not this one');
    while (tasks.length > 0) goOn();
    expect(done).toEqual([0, 1]);
  });
});

/** Turns by a clock that work puts forward, with tasks that the test lets come. */
function setUp() {
  let ms = 0;
  const tasks: (() => void)[] = [];
  const done: number[] = [];
  const turns = inTurns(
    (act) => tasks.push(act),
    () => ms,
  );
  const take = (at: number, takes: number): void =>
    turns(() => {
      ms += takes;
      done.push(at);
    });
  const goOn = (): void => tasks.shift()?.();
  return { turns, take, done, tasks, goOn };
}
