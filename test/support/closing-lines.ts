import { findJava } from '../../local/stand-ins/java.ts';

/** Says at the end on which DynamoDB the integration tests ran, and why not on the other. */
export default function closingLines(): () => void {
  return () => {
    const java = findJava();
    const lines = java
      ? [`Integration tests ran on dynalite and on DynamoDB Local (Java ${java.version}).`]
      : ['Integration tests ran on dynalite only: DynamoDB Local needs Java 17 or newer, and none was found.'];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  };
}
