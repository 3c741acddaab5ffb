/** Life of a process: start and stop in order, signals, logging, running in the background, the machine's own address. */
package jubatus.common.process;
