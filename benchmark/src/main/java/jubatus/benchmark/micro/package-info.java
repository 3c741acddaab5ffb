/** Parts of the engine in one process, without sockets: JMH benchmarks, and mixes of two engines that others wait for. */
package jubatus.benchmark.micro;
