/** The program {@code jubatus-zookeeper}: ZooKeeper's own server, for people who have none, alone or as one of an ensemble. */
package jubatus.zookeeper;
