/** How well, and how fast, each method learns two real data sets through a running server. */
package jubatus.examples.accuracy;
