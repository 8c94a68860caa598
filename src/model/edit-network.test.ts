import { describe, expect, it } from 'vitest';
import { newId } from '@/lib/ids';
import { aProject } from '@/testing/a-flow';
import * as edit from './edit-network';

describe('edits of the network', () => {
  it('keeps the same project where nothing changes', () => {
    const project = aProject();
    expect(edit.updateNetwork(project, { mode: 'blocked' })).toBe(project);
    const once = edit.allowOrigin(project, 'https://a.example');
    expect(edit.allowOrigin(once, 'https://a.example')).toBe(once);
    expect(edit.disallowOrigin(project, 'https://a.example')).toBe(project);
    expect(edit.disallowOrigin(once, 'https://a.example').network.allowedOrigins).toEqual([]);
  });

  it('puts a new rule first, moves it no further than the end, and deletes it', () => {
    const [one, two] = [edit.newRule(), edit.newRule()];
    const both = edit.addRule(edit.addRule(aProject(), one), two);
    expect(both.network.rules).toEqual([two, one]);
    const moved = edit.moveRule(both, two.id, 5);
    expect(moved.network.rules).toEqual([one, two]);
    expect(edit.moveRule(moved, two.id, 1)).toBe(moved);
    expect(edit.updateRule(moved, one.id, { statusCode: 404 }).network.rules[0]).toMatchObject({
      id: one.id,
      statusCode: 404,
    });
    expect(edit.deleteRule(moved, one.id).network.rules).toEqual([two]);
  });

  it('makes a rule of a call, with its answer and the headers that mean something', () => {
    const rule = edit.ruleOf({
      id: newId(),
      stepId: newId(),
      request: { url: 'https://a.example/x?y=1', method: 'post', headers: [], body: null },
      requestSize: 0,
      startedAt: 0,
      durationMs: 5,
      via: 'live',
      answer: {
        statusCode: 404,
        statusText: 'Not Found',
        url: 'https://a.example/x?y=1',
        isRedirected: false,
        headers: [
          { name: 'Content-Type', value: 'application/json' },
          { name: 'Date', value: 'today' },
        ],
        mayHideHeaders: true,
        body: new TextEncoder().encode('{"no":1}'),
      },
      answerSize: 8,
      failure: null,
      droppedHeaders: [],
    });
    expect(rule).toMatchObject({
      method: 'POST',
      urlPattern: 'https://a.example/x?y=1',
      statusCode: 404,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      body: '{"no":1}',
    });
  });
});
