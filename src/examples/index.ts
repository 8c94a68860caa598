/** A project that comes with the application. */
export interface Example {
  /** Its file's name; also what the terminal takes. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly stepCount: number;
  /** Its picture: how many steps stand side by side on each level, from the trigger down. */
  readonly levels: readonly number[];
  /** The project file, parsed but not checked: it is read like any other. */
  readonly load: () => Promise<unknown>;
}

/** The gallery, in the order it is shown; the first one opens on a first visit. */
export const examples: readonly Example[] = [
  {
    name: 'github-push',
    title: 'Signed GitHub hook',
    description: 'Checks the HMAC signature and works out what to deploy.',
    stepCount: 4,
    levels: [1, 1, 1, 1],
    load: async () => (await import('./github-push.json')).default,
  },
  {
    name: 'stripe-event',
    title: 'Stripe invoice',
    description: 'Books a payment and writes the receipt, side by side.',
    stepCount: 5,
    levels: [1, 1, 2, 1],
    load: async () => (await import('./stripe-event.json')).default,
  },
  {
    name: 'shopify-order',
    title: 'Shopify pick list',
    description: 'Answers an order with the lines to ship, as CSV.',
    stepCount: 4,
    levels: [1, 1, 1, 1],
    load: async () => (await import('./shopify-order.json')).default,
  },
  {
    name: 'echo',
    title: 'Echo',
    description: 'The trigger answers with what it received.',
    stepCount: 2,
    levels: [1, 1],
    load: async () => (await import('./echo.json')).default,
  },
];

/** The example of that name, or null. */
export function findExample(name: string): Example | null {
  return examples.find((example) => example.name === name) ?? null;
}
