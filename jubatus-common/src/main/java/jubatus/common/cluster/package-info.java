/**
 * The cluster as ZooKeeper knows it (01 §2): the tree, membership, try-locks, watches and the config store, over the loss of sessions.
 * ZooKeeper and Curator are used here alone.
 */
package jubatus.common.cluster;
