import { parseJson } from './parse-json';
import { serveValues } from './serve-values';

serveValues(parseJson);
