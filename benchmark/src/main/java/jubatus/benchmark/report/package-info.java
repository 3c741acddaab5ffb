/** What was measured, as tables, JSON and plots. */
package jubatus.benchmark.report;
