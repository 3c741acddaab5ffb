/** A journal: segments of records, appended in memory, written by whoever commits first, and read again at a start. */
package jubatus.core.journal;
