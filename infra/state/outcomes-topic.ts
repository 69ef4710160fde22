import { RemovalPolicy } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface OutcomesTopicProps {
  readonly topicName: string;
}

/** The topic on which the outcomes for platforms are published. */
export class OutcomesTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OutcomesTopicProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      topicName: props.topicName,
      enforceSSL: true,
      // SNS's own key: every permitted publisher may use it without another permission.
      masterKey: Alias.fromAliasName(this, 'Key', 'alias/aws/sns'),
    });
    this.topic.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
