/** What learners store: weight rows, labels and their counts, tables of rows, inverted indexes. */
package jubatus.core.storage;
