/** The data that clients send. */
package jubatus.core.datum;
