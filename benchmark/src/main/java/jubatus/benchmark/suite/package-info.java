/** The programs of a built suite: started, asked and ended as processes of this machine. */
package jubatus.benchmark.suite;
