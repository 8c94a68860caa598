import { useEffect } from 'react';
import { showKeptState } from '@/state/commands/kept-state';
import { useDocument } from '@/state/document';
import { useKeptState, type StateScope } from '@/state/kept-state';
import { useSession } from '@/state/session';
import { PageView } from '@/ui/page-view';
import { StatusIcon } from '@/ui/status-icon';
import { StateObject } from './state-object';
import styles from './state-view.module.css';

/** What the runs of the project have left for the next ones, to look at and to change. */
export function StateView() {
  const projectId = useDocument(({ project }) => project?.id ?? null);
  const flowId = useSession((session) => session.flowId);
  const kept = useKeptState((state) => state.kept);
  const failure = useKeptState((state) => state.failure);
  const isLoaded = kept !== null && kept.projectId === projectId;

  useEffect(() => {
    if (!isLoaded) showKeptState();
  }, [isLoaded]);
  // Another tab may have run the project while this view was not on show.
  useEffect(showKeptState, []);

  return (
    <PageView
      title="State"
      words={
        <>
          <p>
            What runs leave for the next run, when they succeed. Code changes these objects in
            place, or returns them: <code>{'return { data, instanceState: { cursor } };'}</code>
          </p>
          {failure !== null && (
            <p role="alert">
              <span className={styles.failure}>
                <StatusIcon status="failed" size={16} />
                {failure}
              </span>
            </p>
          )}
        </>
      }
    >
      {isLoaded &&
        scopes(flowId).map((scope) => (
          <StateObject
            key={`${kept.projectId} ${scope.name === 'instanceState' ? scope.flowId : scope.name}`}
            kept={kept}
            scope={scope}
          />
        ))}
    </PageView>
  );
}

function scopes(flowId: ReturnType<typeof useSession.getState>['flowId']): readonly StateScope[] {
  const shared: readonly StateScope[] = [{ name: 'crossFlowState' }, { name: 'integrationState' }];
  return flowId === null ? shared : [{ name: 'instanceState', flowId }, ...shared];
}
