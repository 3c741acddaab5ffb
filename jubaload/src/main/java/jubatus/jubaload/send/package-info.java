/** Batches on their way to a server: how many at a time, how fast, what is repeated, and how far all are acknowledged. */
package jubatus.jubaload.send;
