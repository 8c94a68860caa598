import { toPlainJson } from '@/plan/encoding';
import { serveValues } from '@/ui/value-view/serve-values';

serveValues(toPlainJson);
