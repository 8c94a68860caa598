/** The application's mark. */
export function Logo() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      width={20}
      height={20}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.25}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <rect x="1.75" y="5.75" width="4.5" height="4.5" rx="1.25" />
      <rect x="9.75" y="1.75" width="4.5" height="4.5" rx="1.25" />
      <rect x="9.75" y="9.75" width="4.5" height="4.5" rx="1.25" />
      <path d="M6.25 8h1c.9 0 .75-.7.75-2s.2-2 1.75-2M7.25 8c.9 0 .75.7.75 2s.2 2 1.75 2" />
    </svg>
  );
}
