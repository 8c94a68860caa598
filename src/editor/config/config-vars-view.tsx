import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ConfigPage, ConfigVar } from '@/model/project';
import {
  addConfigPage,
  addConfigVar,
  chooseConnection,
  deleteConfigPage,
  moveConfigPage,
  moveConfigVar,
  updateConfigPage,
} from '@/state/commands/config-vars';
import { showView } from '@/state/commands/selection';
import { useDocument } from '@/state/document';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { IconButton } from '@/ui/icon-button';
import { PageView } from '@/ui/page-view';
import { TextInput } from '@/ui/text-input';
import { useBurst } from '@/ui/use-burst';
import { ConfigVarCard } from './config-var-card';
import styles from './config-vars-view.module.css';

const NONE: readonly ConfigVar[] = [];
const NO_PAGES: readonly ConfigPage[] = [];

/** The config variables of the project by the pages on which they are asked for, and the values that tests use. */
export function ConfigVarsView() {
  const configVars = useDocument(({ project }) => project?.configVars ?? NONE);
  const pages = useDocument(({ project }) => project?.configPages ?? NO_PAGES);
  const byId = new Map(configVars.map((configVar) => [configVar.id, configVar]));
  const placed = new Set(
    pages.flatMap(({ elements }) =>
      elements.flatMap((element) => (element.kind === 'configVar' ? [element.id] : [])),
    ),
  );
  const loose = configVars.filter(({ id }) => !placed.has(id));
  return (
    <PageView
      title="Config variables"
      words={
        <p>
          Code reads them by name: <code>configVars[&quot;Name&quot;]</code>. Scalar values are
          text, whatever their type.
        </p>
      }
      actions={
        <>
          <Button onClick={addConfigPage}>Add page</Button>
          <Button icon={Plus} onClick={() => addConfigVar()}>
            Add variable
          </Button>
        </>
      }
    >
      {configVars.length === 0 && pages.length === 0 && (
        <EmptyState text="No config variables yet. Add one for what differs between customers: an address, a warehouse, a limit." />
      )}
      {pages.map((page, index) => (
        <Page key={page.id} page={page} index={index} total={pages.length} byId={byId} />
      ))}
      {loose.length > 0 && (
        <section aria-label="On no page" className={styles.page}>
          {pages.length > 0 && <h3>On no page</h3>}
          <VarList configVars={loose} />
        </section>
      )}
    </PageView>
  );
}

interface PageProps {
  readonly page: ConfigPage;
  readonly index: number;
  readonly total: number;
  readonly byId: ReadonlyMap<string, ConfigVar>;
}

function Page({ page, index, total, byId }: PageProps) {
  const { id, name, tagline, elements } = page;
  const burst = useBurst();
  const own = elements.flatMap((element) => {
    const configVar = element.kind === 'configVar' ? byId.get(element.id) : undefined;
    return configVar === undefined ? [] : [configVar];
  });
  const label = name === '' ? `page ${index + 1}` : name;
  return (
    <section aria-label={`Page ${index + 1}`} className={styles.page}>
      <div className={styles.pageHead}>
        <TextInput
          aria-label={`Name of page ${index + 1}`}
          value={name}
          onChange={(event) =>
            updateConfigPage(id, { name: event.target.value }, burst(event.timeStamp))
          }
        />
        <TextInput
          aria-label={`Tagline of page ${index + 1}`}
          placeholder="Tagline"
          value={tagline}
          onChange={(event) =>
            updateConfigPage(id, { tagline: event.target.value }, burst(event.timeStamp))
          }
        />
        <IconButton
          label={`Move page ${label} up`}
          icon={ArrowUp}
          disabled={index === 0}
          onClick={() => moveConfigPage(id, -1)}
        />
        <IconButton
          label={`Move page ${label} down`}
          icon={ArrowDown}
          disabled={index === total - 1}
          onClick={() => moveConfigPage(id, 1)}
        />
        <IconButton
          label={`Delete page ${label}`}
          icon={Trash2}
          disabled={total === 1 && elements.length > 0}
          onClick={() => deleteConfigPage(id)}
        />
      </div>
      {own.length === 0 ? (
        <p className={styles.muted}>Nothing is asked for on this page.</p>
      ) : (
        <VarList configVars={own} />
      )}
    </section>
  );
}

function VarList({ configVars }: { readonly configVars: readonly ConfigVar[] }) {
  return (
    <ul className={styles.rows}>
      {configVars.map((configVar) => (
        <li key={configVar.id} className={styles.row}>
          {configVar.connection === null ? (
            <ConfigVarCard configVar={configVar} />
          ) : (
            <ConnectionRow configVar={configVar} />
          )}
        </li>
      ))}
    </ul>
  );
}

function ConnectionRow({ configVar: { id, name } }: { readonly configVar: ConfigVar }) {
  return (
    <div className={styles.connection}>
      <span className={styles.connectionName}>{name}</span>
      <span className={styles.muted}>Connection</span>
      <Button
        size="compact"
        aria-label={`Open ${name}`}
        onClick={() => {
          chooseConnection(id);
          showView('connections');
        }}
      >
        Open
      </Button>
      <IconButton label={`Move ${name} up`} icon={ArrowUp} onClick={() => moveConfigVar(id, -1)} />
      <IconButton
        label={`Move ${name} down`}
        icon={ArrowDown}
        onClick={() => moveConfigVar(id, 1)}
      />
    </div>
  );
}
