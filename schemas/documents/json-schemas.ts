import { authorityNames, contractOf } from '../catalogue.ts';
import { configuration } from '../configuration.ts';
import type { Json } from '../json.ts';
import { outcome } from '../outcome.ts';
import { submission } from '../submission.ts';
import { jsonSchema, messageSchema, schemaName, standalone, withKnownNames } from './json-schema.ts';

/** The JSON Schema of every message, of outcomes and of submissions, by the path of its file. */
export function jsonSchemas(): Record<string, Json> {
  const files: Record<string, Json> = {};
  for (const authority of authorityNames) {
    for (const entry of contractOf(authority).messages) {
      const forms = entry.direction === 'outbound' ? (['wire', 'submission'] as const) : (['wire'] as const);
      for (const form of forms)
        files[`${authority}/${schemaName(entry, form)}.json`] = standalone(messageSchema(entry, form));
    }
  }
  files['outcome.json'] = standalone({ title: 'Outcome', ...outcomeSchema() });
  files['submission.json'] = standalone({ title: 'Submission', ...submissionSchema() });
  files['configuration.json'] = standalone({
    title: 'Configuration',
    description: 'The configuration file of a gateway. It names secrets, and holds none.',
    ...jsonSchema(configuration),
  });
  return files;
}

/** The schema of an outcome, as platforms receive it. It may get further properties. */
export function outcomeSchema(): Json {
  return {
    description: 'One business fact, published at least once: de-duplicate by its id. It may get further properties.',
    ...jsonSchema(outcome()),
  };
}

/** The schema of a submission on an outbox, whichever the message. */
export function submissionSchema(): Json {
  return {
    description: "A platform's submission on a lane's outbox. The payload is the authority's message.",
    ...withKnownNames(jsonSchema(submission())),
  };
}
