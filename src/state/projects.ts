import { create } from 'zustand';
import type { ProjectSummary } from '@/storage/projects';

/** The list, or that it could not be read and why. */
export interface ProjectsState {
  readonly list: readonly ProjectSummary[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly reason?: string;
}

/** The projects of this device, last changed first. */
export const useProjects = create<ProjectsState>()(() => ({ list: [], status: 'loading' }));
