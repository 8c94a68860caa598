import { toPlainJson } from '@/plan/decoding';
import { withoutReferences } from '@/plan/kept-secrets';
import { serveValues } from '@/ui/value-view/serve-values';

serveValues((bytes) => toPlainJson(bytes, withoutReferences));
