/** The learning engine: no sockets, no ZooKeeper, no threads of its own. */
package jubatus.core;
