import { createRequire } from 'node:module';
import * as jose from 'jose';
import { describe, expect, it } from 'vitest';
import { isNodeModule } from '@/lib/node-modules';
import { MODULE_MEMBERS } from './module-members';

const load = createRequire(import.meta.url);

describe('members that the editor knows', () => {
  for (const name of Object.keys(MODULE_MEMBERS).filter((key) => !isNodeModule(key))) {
    it(`are those of ${name}`, () => {
      // An ES module, which the older Nodes do not require.
      const exported = (name === 'jose' ? jose : load(name)) as Record<string, unknown>;
      const members = Object.keys(exported)
        .filter((member) => /^[a-zA-Z]\w*$/.test(member))
        .sort()
        .map((member) => {
          const isCall = typeof exported[member] === 'function' && /^[a-z]/.test(member);
          return isCall ? `${member}()` : member;
        });
      expect(MODULE_MEMBERS[name]).toBe(members.join(' '));
    });
  }
});
