/** Sends requests over sockets, as many at a time as told, and measures what comes back. */
package jubatus.benchmark.load;
