import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClock } from './clock';

describe('createClock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('calls once when the time is used up', () => {
    const onTimeout = vi.fn<() => void>();
    createClock(Date.now).start(100, onTimeout);
    vi.advanceTimersByTime(99);
    expect(onTimeout).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(onTimeout).toHaveBeenCalledOnce();
  });

  it('stands still while it is held, however often, and goes on where it was', () => {
    const onTimeout = vi.fn<() => void>();
    const clock = createClock(Date.now);
    clock.start(100, onTimeout);
    vi.advanceTimersByTime(60);
    const [one, two] = [clock.hold(), clock.hold()];
    vi.advanceTimersByTime(10_000);
    one();
    one();
    vi.advanceTimersByTime(10_000);
    two();
    vi.advanceTimersByTime(39);
    expect(onTimeout).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTimeout).toHaveBeenCalledOnce();
  });

  it('begun anew again and again calls when the last time is used up', () => {
    const early = vi.fn<() => void>();
    const onTimeout = vi.fn<() => void>();
    const clock = createClock(Date.now);
    for (let round = 0; round < 100; round += 1) {
      clock.start(100, early);
      vi.advanceTimersByTime(10);
    }
    expect(vi.getTimerCount()).toBe(1);
    clock.start(1_000, early);
    clock.start(30, onTimeout);
    vi.advanceTimersByTime(29);
    expect(onTimeout).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onTimeout).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(5_000);
    expect(early).not.toHaveBeenCalled();
  });

  it('says nothing once stopped, held or not', () => {
    const onTimeout = vi.fn<() => void>();
    const clock = createClock(Date.now);
    clock.start(100, onTimeout);
    const release = clock.hold();
    clock.stop();
    release();
    vi.advanceTimersByTime(1_000);
    expect(onTimeout).not.toHaveBeenCalled();
  });
});
