import { openExample } from '@/state/commands/projects';
import { HiddenText } from '@/ui/hidden-text';
import { FlowPicture } from './flow-picture';
import { pictureOfLevels } from './picture';
import styles from './projects-view.module.css';

/** What a card tells of an example. */
export interface GalleryExample {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly stepCount: number;
  readonly levels: readonly number[];
}

/** The examples, each a project of its own once opened. */
export function Gallery({ examples }: { readonly examples: readonly GalleryExample[] }) {
  return (
    <section aria-labelledby="examples">
      <div className={styles.sectionHead}>
        <h2 id="examples">Examples</h2>
        <span className={styles.muted}>Ready to run</span>
      </div>
      <ul className={styles.cards}>
        {examples.map(({ name, title, description, stepCount, levels }) => (
          <li key={name}>
            <button type="button" className={styles.card} onClick={() => void openExample(name)}>
              <FlowPicture picture={pictureOfLevels(levels)} size="card" />
              <span className={styles.cardText}>
                <span className={styles.cardHead}>
                  <span className={styles.name}>
                    <HiddenText>Open example </HiddenText>
                    {title}
                  </span>
                  <span className={styles.muted}>{stepCount} steps</span>
                </span>
                <span className={styles.muted}>{description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
