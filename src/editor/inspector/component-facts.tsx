import type { ComponentData } from '@/kinds/inputs-data';
import styles from './step-panel.module.css';

/** Which of the platform's actions a step is. */
export function ComponentFacts({ data }: { readonly data: ComponentData }) {
  const { component, action } = data;
  return (
    <dl className={styles.facts}>
      <dt>Component</dt>
      <dd>
        {component.key}
        {component.isPublic ? '' : ' (private)'}
      </dd>
      <dt>Action</dt>
      <dd>{action}</dd>
      <dt>Version</dt>
      <dd>{component.version === 'LATEST' ? 'Latest' : component.version}</dd>
    </dl>
  );
}
