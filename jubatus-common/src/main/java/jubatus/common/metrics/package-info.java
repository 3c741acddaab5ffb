/** Figures of a program for those who watch it, in the text format of Prometheus. */
package jubatus.common.metrics;
