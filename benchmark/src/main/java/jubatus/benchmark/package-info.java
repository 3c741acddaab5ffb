/** The command that measures a built suite, or compares two. */
package jubatus.benchmark;
