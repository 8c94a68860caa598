import type { Project } from '@/model/project';
import { takeSecretInputs } from '@/model/secret-inputs';
import { readSecret, setKeep, setSecret, type Keep } from './secrets';

/** Moves secret values that a project was written with to where secrets are; the same project where it has none. */
export function takeSecrets(project: Project, keep: Keep): Project {
  const { project: rest, taken } = takeSecretInputs(project);
  for (const { id, key, value } of taken) {
    // What a person has entered since counts.
    if (readSecret(id, key) !== null) continue;
    setSecret(id, key, value);
    if (keep === 'device') setKeep(id, keep);
  }
  return rest;
}
