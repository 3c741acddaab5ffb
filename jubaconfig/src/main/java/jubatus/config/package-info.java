/** The program {@code jubaconfig}: the configurations of clusters, kept in ZooKeeper. */
package jubatus.config;
