/** What is sent: labelled data from seeded generators, and the requests made of them. */
package jubatus.benchmark.workload;
