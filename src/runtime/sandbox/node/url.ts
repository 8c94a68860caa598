import legacy from 'url/';

const nodeUrl = {
  ...legacy,
  URL,
  URLSearchParams,
  fileURLToPath: (url: string | URL): string => decodeURIComponent(new URL(url).pathname),
  pathToFileURL: (path: string): URL => new URL(`file://${path.startsWith('/') ? '' : '/'}${path}`),
  domainToASCII: (domain: string): string => {
    try {
      return new URL(`http://${domain}`).hostname;
    } catch {
      return '';
    }
  },
};

export default nodeUrl;
