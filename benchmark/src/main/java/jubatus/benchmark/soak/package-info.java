/** A cluster under mixed load and random faults, with an account of every sample that was acknowledged. */
package jubatus.benchmark.soak;
