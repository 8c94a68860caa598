const PROJECT_FILE = { ending: '.code-connector.json', type: 'application/json' };

/** Has the browser save a file, named after the project: its own, or one of another kind. */
export function saveAsFile(projectName: string, text: string, kind = PROJECT_FILE): void {
  saveBlob(`${fileNameOf(projectName)}${kind.ending}`, new Blob([text], { type: kind.type }));
}

export function saveBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}

/** A project's name as the beginning of a file's. */
export function fileNameOf(name: string): string {
  return (
    name
      .replaceAll(/[^\p{L}\p{N} _-]+/gu, '-')
      .trim()
      .slice(0, 80) || 'project'
  );
}
