/** Immutable byte strings. */
package jubatus.core.bytes;
