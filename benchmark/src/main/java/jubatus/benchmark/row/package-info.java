/** The rows of the table: what each one starts, sends and measures. */
package jubatus.benchmark.row;
