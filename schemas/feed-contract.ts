/** A feed of the authority. */
export interface FeedContract {
  /** The seconds between two reads by the lane's configuration; undefined where the lane leaves it out. */
  everySeconds(lane: unknown): number | undefined;
  /** The order of its items decides which is the latest, whatever their times say. */
  inOrder?: true;
  /** Another server has it than takes the messages: that it cannot be read does not stop the lane. */
  elsewhere?: true;
}
