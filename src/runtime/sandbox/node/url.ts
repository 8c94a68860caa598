import legacy from 'url/';

interface HttpOptions {
  readonly [name: string]: unknown;
}

function fileURLToPath(given: string | URL): string {
  const url = new URL(given);
  if (url.protocol !== 'file:') {
    throw Object.assign(new TypeError('The URL must be of scheme file'), {
      code: 'ERR_INVALID_URL_SCHEME',
    });
  }
  return decodeURIComponent(url.pathname);
}

/** An absolute path as an address; what would end the path is escaped. */
function pathToFileURL(path: string): URL {
  const escaped = path
    .replaceAll('%', '%25')
    .replaceAll('\\', '%5C')
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('\t', '%09')
    .replaceAll('?', '%3F')
    .replaceAll('#', '%23');
  return new URL(`file://${escaped.startsWith('/') ? '' : '/'}${escaped}`);
}

function domainToASCII(domain: string): string {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

function urlToHttpOptions(url: URL): HttpOptions {
  const { protocol, hostname, hash, search, pathname, href, port, username, password } = url;
  return {
    __proto__: null,
    protocol,
    hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
    hash,
    search,
    pathname,
    path: `${pathname}${search}`,
    href,
    ...(port === '' ? {} : { port: Number(port) }),
    ...(username === '' && password === ''
      ? {}
      : { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
  };
}

/** `format` takes addresses of both kinds. */
function format(given: unknown, options: Readonly<Record<string, boolean>> = {}): unknown {
  // The port's own.
  if (!(given instanceof URL)) return (legacy['format'] as (given: unknown) => unknown)(given);
  const url = new URL(given);
  if (options['fragment'] === false) url.hash = '';
  if (options['search'] === false) url.search = '';
  if (options['auth'] === false) {
    url.username = '';
    url.password = '';
  }
  return url.href;
}

const nodeUrl = {
  ...legacy,
  URL,
  URLSearchParams,
  domainToASCII,
  fileURLToPath,
  format,
  pathToFileURL,
  urlToHttpOptions,
};

export default nodeUrl;
