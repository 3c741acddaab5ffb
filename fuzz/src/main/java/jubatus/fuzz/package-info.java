/** Bytes that nobody should send, given to whatever of the suite takes bytes from outside. */
package jubatus.fuzz;
