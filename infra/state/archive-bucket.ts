import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, StorageClass } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { ArchiveConfiguration } from '../../schemas/archive.ts';
import { keptUntil } from '../../schemas/retention.ts';

export interface ArchiveBucketProps {
  readonly bucketName: string;
  readonly archive: ArchiveConfiguration;
}

/** The first year of which there may be filings, and the number of years whose expiry is laid down. */
const FIRST_YEAR = 2025;
const YEARS = 15;
/** Objects are only read again by a question about an old filing: reading costs more there, and lying there a sixth. */
const COLD_AFTER_DAYS = 90;
/** The days that a deleted object can be got back, as with the table's backups. */
const RESTORABLE_DAYS = 35;

/** The bucket of the archive. Nothing deletes an object but the rules, at the end of the years of its class. */
export class ArchiveBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { bucketName, archive }: ArchiveBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      // Each object is locked for its own years, which the archiver names: the bucket only allows it.
      ...(archive.objectLock && { objectLockEnabled: true }),
      lifecycleRules: [coldRule, restorableRule, ...expiryRules(archive.years)],
      // An empty one that a failed first deployment made goes with it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'CloudTrail records who reads an object where data events are recorded; a log bucket would itself need one',
    });
  }
}

const coldRule: LifecycleRule = {
  id: 'cold',
  transitions: [
    { storageClass: StorageClass.GLACIER_INSTANT_RETRIEVAL, transitionAfter: Duration.days(COLD_AFTER_DAYS) },
  ],
};

const restorableRule: LifecycleRule = {
  id: 'restorable',
  noncurrentVersionExpiration: Duration.days(RESTORABLE_DAYS),
  expiredObjectDeleteMarker: true,
  abortIncompleteMultipartUploadAfter: Duration.days(1),
};

/** One rule a class and year: the years end with a calendar year, which no number of days says. */
function expiryRules(years: Readonly<Record<string, number>>): LifecycleRule[] {
  return Object.entries(years).flatMap(([retentionClass, count]) =>
    Array.from({ length: YEARS }, (_, n) => FIRST_YEAR + n).map((year) => ({
      id: `${retentionClass}-${year}`,
      prefix: `${retentionClass}/${year}/`,
      expirationDate: midnightAfter(keptUntil(new Date(Date.UTC(year, 6, 1)), count)),
    })),
  );
}

/** S3 takes a midnight of UTC alone. */
function midnightAfter(instant: Date): Date {
  return new Date(Math.ceil(instant.getTime() / 86_400_000) * 86_400_000);
}
