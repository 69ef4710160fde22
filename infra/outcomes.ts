import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';

export interface OutcomesProps {
  readonly topicName: string;
}

/** The topic on which platforms hear what happened to their declarations. */
export class Outcomes extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: OutcomesProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { topicName: props.topicName, enforceSSL: true });
  }
}
