import { lazy, Suspense } from 'react';
import { currentFlow } from '@/state/edit-document';
import { useDocument } from '@/state/document';
import { useSession } from '@/state/session';

const AddStepPicker = lazy(async () => ({
  default: (await import('@/editor/commands/add-step-picker')).AddStepPicker,
}));
const ConnectPicker = lazy(async () => ({
  default: (await import('@/editor/commands/connect-picker')).ConnectPicker,
}));
const MoveIntoPicker = lazy(async () => ({
  default: (await import('@/editor/commands/place-pickers')).MoveIntoPicker,
}));
const AddInsidePicker = lazy(async () => ({
  default: (await import('@/editor/commands/place-pickers')).AddInsidePicker,
}));
const TriggerPicker = lazy(async () => ({
  default: (await import('@/editor/commands/trigger-picker')).TriggerPicker,
}));
const CommandPalette = lazy(async () => ({
  default: (await import('@/editor/commands/command-palette')).CommandPalette,
}));
const ShortcutSheet = lazy(async () => ({
  default: (await import('@/editor/commands/shortcut-sheet')).ShortcutSheet,
}));
const FlowSettings = lazy(async () => ({
  default: (await import('@/editor/commands/flow-settings')).FlowSettings,
}));
const SecretsDialog = lazy(async () => ({
  default: (await import('@/editor/secrets/secrets-dialog')).SecretsDialog,
}));

const ProjectSettings = lazy(async () => ({
  default: (await import('@/editor/commands/project-settings')).ProjectSettings,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('@/editor/export/export-dialog')).ExportDialog,
}));
const MissingSecretsDialog = lazy(async () => ({
  default: (await import('@/editor/connections/missing-secrets-dialog')).MissingSecretsDialog,
}));
const RenameReadsDialog = lazy(async () => ({
  default: (await import('@/editor/config/rename-reads-dialog')).RenameReadsDialog,
}));

const ImportChoiceDialog = lazy(async () => ({
  default: (await import('@/editor/definition/import-choice-dialog')).ImportChoiceDialog,
}));
const ImportReportDialog = lazy(async () => ({
  default: (await import('@/editor/definition/import-report-dialog')).ImportReportDialog,
}));
/** The one dialog that is open, if any. Each is loaded when it is first asked for. */
export function Dialogs() {
  return (
    <Suspense>
      <OpenDialog />
    </Suspense>
  );
}

function OpenDialog() {
  const dialog = useSession((session) => session.dialog);
  const project = useDocument((state) => state.project);
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'add-step':
      return <AddStepPicker target={dialog.target} spot={dialog.spot} />;
    case 'connect': {
      const flow = currentFlow();
      const from = flow?.steps.find(({ id }) => id === dialog.from);
      return flow === null || from === undefined ? null : <ConnectPicker flow={flow} from={from} />;
    }
    case 'move-into': {
      const flow = currentFlow();
      return flow === null ? null : <MoveIntoPicker flow={flow} ids={dialog.ids} />;
    }
    case 'add-inside': {
      const container = currentFlow()?.steps.find(({ id }) => id === dialog.container);
      return container === undefined ? null : <AddInsidePicker container={container} />;
    }
    case 'change-trigger': {
      const flow = currentFlow();
      const trigger = flow?.steps[0];
      if (flow === null || trigger === undefined) return null;
      return <TriggerPicker flow={flow} trigger={trigger} />;
    }
    case 'secrets':
      return <SecretsDialog />;
    case 'import-choice':
      return <ImportChoiceDialog {...dialog} />;
    case 'import-report':
      return <ImportReportDialog title={dialog.title} report={dialog.report} />;
    case 'missing-secrets':
      return <MissingSecretsDialog />;
    case 'rename-reads':
      return <RenameReadsDialog from={dialog.from} to={dialog.to} />;
    case 'commands':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'project-settings':
      return project === null ? null : <ProjectSettings project={project} />;
    case 'export':
      return project === null ? null : <ExportDialog project={project} format={dialog.format} />;
    case 'flow-settings': {
      const flow = project?.flows.find(({ id }) => id === dialog.flowId);
      return flow === undefined ? null : <FlowSettings flow={flow} />;
    }
  }
}
