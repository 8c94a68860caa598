import { toPlainJson } from '@/plan/encoding';
import { withoutReferences } from '@/plan/kept-secrets';
import { serveValues } from '@/ui/value-view/serve-values';

serveValues((bytes) => toPlainJson(bytes, withoutReferences));
